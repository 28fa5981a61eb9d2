package org.agntos.core.machine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.agntos.core.files.BoundedRead;

/// The inputs of the flake that a machine is built from, as its `flake.lock` has them.
final class FlakeInputs {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int MOST_BYTES = 4 << 20;

    private FlakeInputs() {}

    /// @param folder of the flake; where there is no lock file the list is empty
    static ArrayNode of(Path folder) {
        ArrayNode inputs = MAPPER.createArrayNode();
        if (!(BoundedRead.text(folder.resolve("flake.lock"), MOST_BYTES)
                instanceof BoundedRead.Content.Text(String text))) {
            return inputs;
        }
        try {
            JsonNode nodes = MAPPER.readTree(text).path("nodes");
            for (Map.Entry<String, JsonNode> input :
                    nodes.path("root").path("inputs").properties()) {
                JsonNode locked = nodes.path(input.getValue().asText()).path("locked");
                ObjectNode node = inputs.addObject().put("name", input.getKey());
                String owner = locked.path("owner").asText();
                node.put(
                        "from",
                        owner.isEmpty()
                                ? locked.path("url").asText(locked.path("path").asText())
                                : locked.path("type").asText() + ":" + owner + "/"
                                        + locked.path("repo").asText());
                node.put("revision", locked.path("rev").asText());
                node.put(
                        "date",
                        Instant.ofEpochSecond(locked.path("lastModified").asLong())
                                .toString());
            }
        } catch (JsonProcessingException e) {
            return MAPPER.createArrayNode();
        }
        return inputs;
    }
}
