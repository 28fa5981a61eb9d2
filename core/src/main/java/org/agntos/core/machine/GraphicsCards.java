package org.agntos.core.machine;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/// The graphics cards the kernel knows, named from `pci.ids` where that file is installed.
final class GraphicsCards {
    private static final Map<String, String> VENDORS = Map.of(
            "10de", "NVIDIA",
            "1002", "AMD",
            "8086", "Intel",
            "1af4", "Red Hat (virtio)",
            "15ad", "VMware",
            "1234", "QEMU",
            "80ee", "VirtualBox");
    private static final List<String> PCI_IDS =
            List.of("usr/share/misc/pci.ids", "usr/share/hwdata/pci.ids", "run/current-system/sw/share/hwdata/pci.ids");

    private final Path root;

    GraphicsCards(Path root) {
        this.root = root;
    }

    ArrayNode read() {
        ArrayNode cards = new ObjectMapper().createArrayNode();
        for (Path card : cards()) {
            Path device = card.resolve("device");
            String vendor = id(device.resolve("vendor"));
            String model = id(device.resolve("device"));
            if (!vendor.isEmpty()) {
                ObjectNode node = cards.addObject();
                node.put("vendor", VENDORS.getOrDefault(vendor, vendor));
                node.put("vendor_id", vendor);
                node.put("model", modelName(vendor, model));
                node.put("device_id", model);
                node.put("driver", driver(device));
            }
        }
        return cards;
    }

    private List<Path> cards() {
        List<Path> cards = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(root.resolve("sys/class/drm"), "card[0-9]*")) {
            for (Path entry : stream) {
                if (!entry.getFileName().toString().contains("-")) {
                    cards.add(entry);
                }
            }
        } catch (IOException e) {
            return List.of();
        }
        Collections.sort(cards);
        return cards;
    }

    private static String id(Path file) {
        try {
            String text = Files.readString(file).strip();
            return text.startsWith("0x") ? text.substring(2) : text;
        } catch (IOException e) {
            return "";
        }
    }

    private static String driver(Path device) {
        try {
            return device.resolve("driver").toRealPath().getFileName().toString();
        } catch (IOException e) {
            return "";
        }
    }

    private String modelName(String vendor, String model) {
        for (String file : PCI_IDS) {
            Path path = root.resolve(file);
            if (Files.isReadable(path)) {
                return find(path, vendor, model);
            }
        }
        return "";
    }

    private static String find(Path ids, String vendor, String model) {
        try {
            boolean isInVendor = false;
            for (String line : Files.readAllLines(ids, StandardCharsets.ISO_8859_1)) {
                if (!line.startsWith("\t")) {
                    isInVendor = line.startsWith(vendor + " ");
                } else if (isInVendor && line.startsWith("\t" + model + " ")) {
                    return line.substring(model.length() + 1).strip();
                }
            }
        } catch (IOException e) {
            return "";
        }
        return "";
    }
}
