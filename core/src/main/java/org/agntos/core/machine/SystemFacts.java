package org.agntos.core.machine;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the kernel and `/etc/os-release` say about this computer, in the JSON shape of AgntOS 1.x. Reads files only,
/// starts no program. What cannot be read is empty, zero or null. Safe for any thread.
public final class SystemFacts {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path root;

    public SystemFacts() {
        this(Path.of("/"));
    }

    /// @param root holds `proc`, `sys` and `etc`
    SystemFacts(Path root) {
        this.root = root;
    }

    /// All parts in one object.
    public ObjectNode all() {
        ObjectNode all = system();
        all.set("cpu", cpu());
        all.set("memory", memory());
        all.set("gpu", new GraphicsCards(root).read());
        all.set("disks", disks());
        all.set("network", network());
        return all;
    }

    /// `hostname`, `os`, `kernel` and `uptime`.
    public ObjectNode system() {
        ObjectNode system = MAPPER.createObjectNode();
        system.put("hostname", text("proc/sys/kernel/hostname"));
        Map<String, String> release = osRelease();
        ObjectNode os = system.putObject("os");
        os.put("name", release.getOrDefault("NAME", ""));
        os.put("version", release.getOrDefault("VERSION", ""));
        os.put("version_id", release.getOrDefault("VERSION_ID", ""));
        os.put("id", release.getOrDefault("ID", ""));
        ObjectNode kernel = system.putObject("kernel");
        kernel.put("release", text("proc/sys/kernel/osrelease"));
        kernel.put("version", text("proc/sys/kernel/version"));
        kernel.put("arch", architecture());
        String uptime = text("proc/uptime");
        system.putObject("uptime").put("seconds", (long) number(uptime.split(" ", 2)[0]));
        return system;
    }

    public ObjectNode cpu() {
        Set<String> cores = new HashSet<>();
        String model = "";
        int threads = 0;
        String socket = "";
        for (String line : lines("proc/cpuinfo")) {
            String value = line.substring(line.indexOf(':') + 1).strip();
            if (line.startsWith("processor")) {
                threads++;
            } else if (line.startsWith("model name") || line.startsWith("Model\t") || line.startsWith("Hardware\t")) {
                model = model.isEmpty() ? value : model;
            } else if (line.startsWith("physical id")) {
                socket = value;
            } else if (line.startsWith("core id")) {
                cores.add(socket + "/" + value);
            }
        }
        ObjectNode cpu = MAPPER.createObjectNode();
        cpu.put("model", model);
        cpu.put("arch", architecture());
        cpu.put("cores", cores.isEmpty() ? threads : cores.size());
        cpu.put("threads", threads);
        double kilohertz = number(text("sys/devices/system/cpu/cpu0/cpufreq/cpuinfo_max_freq"));
        cpu.put("max_freq", kilohertz > 0 ? (Double) (kilohertz / 1000) : null);
        return cpu;
    }

    public ObjectNode memory() {
        Map<String, Long> kilobytes = new HashMap<>();
        for (String line : lines("proc/meminfo")) {
            String[] parts = line.split("[:\\s]+", -1);
            if (parts.length >= 2) {
                kilobytes.put(parts[0], (long) number(parts[1]));
            }
        }
        ObjectNode memory = MAPPER.createObjectNode();
        memory.put("total_kb", kilobytes.getOrDefault("MemTotal", 0L));
        memory.put("available_kb", kilobytes.getOrDefault("MemAvailable", 0L));
        memory.put("free_kb", kilobytes.getOrDefault("MemFree", 0L));
        memory.put("swap_total_kb", kilobytes.getOrDefault("SwapTotal", 0L));
        memory.put("swap_free_kb", kilobytes.getOrDefault("SwapFree", 0L));
        return memory;
    }

    public ArrayNode gpu() {
        return new GraphicsCards(root).read();
    }

    /// Largest first, without loop, RAM and device-mapper devices.
    public ArrayNode disks() {
        Map<String, String> mounts = mounts();
        List<ObjectNode> disks = new ArrayList<>();
        for (Path device : children("sys/block")) {
            String name = device.getFileName().toString();
            if (!name.matches("(?:loop|ram|dm-|zram|sr|fd).*")) {
                ObjectNode disk = MAPPER.createObjectNode();
                disk.put("name", name);
                disk.put("size_bytes", 512 * (long) number(text("sys/block/" + name + "/size")));
                disk.put("mount", mountOf(name, mounts));
                disks.add(disk);
            }
        }
        disks.sort(Comparator.comparingLong(
                        (ObjectNode disk) -> disk.path("size_bytes").asLong())
                .reversed());
        ArrayNode array = MAPPER.createArrayNode();
        disks.forEach(array::add);
        return array;
    }

    /// Every interface but the loopback.
    public ArrayNode network() {
        ArrayNode network = MAPPER.createArrayNode();
        for (Path device : children("sys/class/net")) {
            String name = device.getFileName().toString();
            if (!name.equals("lo") && Files.isDirectory(device)) {
                ObjectNode node = network.addObject();
                node.put("name", name);
                node.put("mac", text("sys/class/net/" + name + "/address"));
                node.put("ip", address(name).orElse(null));
                node.put("state", text("sys/class/net/" + name + "/operstate").equals("up") ? "UP" : "DOWN");
            }
        }
        return network;
    }

    private static Optional<String> address(String name) {
        try {
            NetworkInterface device = NetworkInterface.getByName(name);
            return device == null
                    ? Optional.empty()
                    : Collections.list(device.getInetAddresses()).stream()
                            .filter(found -> found.getAddress().length == 4)
                            .map(InetAddress::getHostAddress)
                            .findFirst();
        } catch (SocketException e) {
            return Optional.empty();
        }
    }

    private Map<String, String> mounts() {
        Map<String, String> mounts = new HashMap<>();
        for (String line : lines("proc/mounts")) {
            String[] parts = line.split(" ", -1);
            if (parts.length > 1 && parts[0].startsWith("/dev/")) {
                mounts.putIfAbsent(parts[0].substring("/dev/".length()), parts[1]);
            }
        }
        return mounts;
    }

    private static @Nullable String mountOf(String disk, Map<String, String> mounts) {
        return mounts.entrySet().stream()
                .filter(entry -> entry.getKey().matches(Pattern.quote(disk) + "(?:p?\\d+)?"))
                .map(Map.Entry::getValue)
                .min(Comparator.comparingInt(String::length))
                .orElse(null);
    }

    private Map<String, String> osRelease() {
        Map<String, String> values = new HashMap<>();
        for (String line : lines("etc/os-release")) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                String value = line.substring(equals + 1).strip();
                boolean isQuoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
                values.put(line.substring(0, equals), isQuoted ? value.substring(1, value.length() - 1) : value);
            }
        }
        return values;
    }

    private static String architecture() {
        String name = System.getProperty("os.arch", "");
        return name.equals("amd64") ? "x86_64" : name;
    }

    private String text(String file) {
        List<String> lines = lines(file);
        return lines.isEmpty() ? "" : lines.getFirst().strip();
    }

    private List<String> lines(String file) {
        try {
            return new String(Files.readAllBytes(root.resolve(file)), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private List<Path> children(String folder) {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(root.resolve(folder))) {
            stream.forEach(children::add);
        } catch (IOException e) {
            return List.of();
        }
        Collections.sort(children);
        return children;
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
