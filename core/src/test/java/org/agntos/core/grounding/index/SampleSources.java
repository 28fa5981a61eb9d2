package org.agntos.core.grounding.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Small lists in the formats of NixOS, Home Manager and Nix.
final class SampleSources {
    static final String OPTIONS = """
            {"services.nginx.enable": {"declarations": ["nixos/modules/nginx.nix"], "default":
               {"_type": "literalExpression", "text": "false"}, "description": "Whether to enable Nginx.",
               "example": {"_type": "literalExpression", "text": "true"},
               "loc": ["services", "nginx", "enable"], "readOnly": false, "type": "boolean"},
             "services.nginx.virtualHosts": {"default": {"_type": "literalExpression", "text": "{ }"},
               "description": {"_type": "mdDoc", "text": "Hosts."}, "type": "attribute set of (submodule)"},
             "services.nginx.virtualHosts.<name>.root": {"description": "Folder.", "type": "null or path"},
             "environment.variables": {"description": "Variables.", "type": "attribute set of string"},
             "system.nixos.release": {"description": "Release.", "readOnly": true, "type": "string"},
             "services.web.enable": {"description": "Alias of {option}`services.nginx.enable`.", "visible": false,
               "type": "boolean"}}
            """;
    static final String HOME_OPTIONS = """
            {"last_update": "today", "options": [
              {"title": "programs.git.enable", "loc": ["programs", "git", "enable"], "type": "boolean",
               "description": "Whether to enable git.", "default": "false", "example": "true",
               "declarations": [{"name": "<home-manager/git.nix>", "url": "https://example.org"}], "readOnly": false}]}
            """;
    static final String PACKAGES = """
            {"nginx": {"meta": {"description": "Web server", "license": ["BSD-2-Clause"], "broken": false},
               "name": "nginx-1.2", "pname": "nginx", "system": "x86_64-linux", "version": "1.2"},
             "steam": {"meta": {"license": {"free": false, "shortName": "unfreeRedistributable"}}, "version": "1"},
             "nodejs_22": {"meta": {}, "pname": "nodejs", "version": "22.1"},
             "old": {"meta": {"broken": true, "knownVulnerabilities": ["CVE-1"]}, "version": "0"}}
            """;
    static final String RENAMES = """
            [{"old": "services.httpd.*", "new": "services.nginx.*", "since": "25.05"},
             {"old": "services.a.one / two / ... / four", "new": "services.b.One / Two", "since": "25.11"},
             {"old": "(none)", "new": "services.new.enable", "since": "25.11"},
             {"old": "environment.variables", "new": "environment.later", "since": "26.11"},
             {"old": "pkgs.apache", "new": "pkgs.nginx", "since": "25.05"}]
            """;

    private SampleSources() {}

    static IndexSources in(Path folder) throws IOException {
        return new IndexSources(
                List.of(Files.writeString(folder.resolve("options.json"), OPTIONS)),
                List.of(Files.writeString(folder.resolve("home.json"), HOME_OPTIONS)),
                List.of(Files.writeString(folder.resolve("packages.json"), PACKAGES)),
                List.of(Files.writeString(folder.resolve("renames.json"), RENAMES)));
    }

    /// The sample with one file holding something else.
    static IndexSources withOptions(Path folder, String text) throws IOException {
        IndexSources good = in(folder);
        Path options = Files.writeString(folder.resolve("other-options.json"), text);
        return new IndexSources(List.of(options), good.homeOptions(), good.packages(), good.renames());
    }
}
