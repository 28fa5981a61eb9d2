{
  inputs.agntos = { url = "path:./empty"; flake = false; };
  outputs = { agntos, ... }: {
    nixosConfigurations.box = import ./system.nix { tree = agntos; own = ./configuration.nix; };
  };
}
