import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javafx.css.Stylesheet;

/// Writes the binary form of every style sheet below a folder beside it: `CompileStyles FOLDER`. JavaFX takes
/// `name.bss` where `name.css` is asked for, and so need not parse text when the window opens.
final class CompileStyles {
    public static void main(String[] arguments) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(arguments[0]))) {
            for (Path sheet : files.filter(file -> file.toString().endsWith(".css")).toList()) {
                compile(sheet.toFile());
            }
        }
    }

    private static void compile(File sheet) throws IOException {
        String name = sheet.getPath();
        Stylesheet.convertToBinary(sheet, new File(name.substring(0, name.length() - ".css".length()) + ".bss"));
    }
}
