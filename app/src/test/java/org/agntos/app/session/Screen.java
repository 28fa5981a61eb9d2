package org.agntos.app.session;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import javax.imageio.ImageIO;

/// An X server without a monitor, with a window manager, whose picture can be read and whose mouse and keys can be
/// used.
public final class Screen implements AutoCloseable {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 600;

    private final Path folder;
    private final List<Process> processes = new ArrayList<>();
    private final String display;

    private Screen(Path folder, Process server, String display) {
        this.folder = folder;
        this.display = display;
        processes.add(server);
    }

    /// @param folder empty
    public static Screen start(Path folder) throws IOException {
        PrivateBus.needs("Xvfb");
        PrivateBus.needs("openbox");
        PrivateBus.needs("xdotool");
        Files.createDirectories(folder);
        Path number = folder.resolve("display");
        // The shell hands the server a file to write its number into, which a process builder cannot.
        Process server = new ProcessBuilder(
                        "sh",
                        "-c",
                        "exec Xvfb -displayfd 3 -nolisten tcp -screen 0 " + WIDTH + "x" + HEIGHT + "x24 -fbdir '"
                                + folder + "' 3>'" + number + "'")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("xvfb.log").toFile())
                .start();
        Awaiting.until("the X server is there", () -> Files.exists(number) && Files.size(number) > 1);
        Screen screen =
                new Screen(folder, server, ":" + Files.readString(number).strip());
        screen.start(screen.program("openbox", "--sm-disable"));
        return screen;
    }

    public String display() {
        return display;
    }

    public ProcessBuilder program(String... argv) {
        ProcessBuilder builder = new ProcessBuilder(argv);
        use(builder);
        return builder;
    }

    /// Lets a program draw here.
    public void use(ProcessBuilder builder) {
        builder.environment().put("DISPLAY", display);
        builder.environment().remove("WAYLAND_DISPLAY");
        builder.environment().put("XDG_SESSION_TYPE", "x11");
    }

    /// Starts a program that ends with this screen at the latest.
    public Process start(ProcessBuilder builder) throws IOException {
        String log = Path.of(builder.command().getFirst()).getFileName() + "-" + processes.size() + ".log";
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve(log).toFile())
                .start();
        processes.add(process);
        return process;
    }

    /// Uses the mouse and the keyboard.
    public void xdotool(String... arguments) throws IOException, InterruptedException {
        List<String> argv = new ArrayList<>(List.of("xdotool"));
        argv.addAll(List.of(arguments));
        Process process = start(program(argv.toArray(String[]::new)));
        if (!process.waitFor(Duration.ofSeconds(20)) || process.exitValue() != 0) {
            throw new AssertionError("xdotool " + List.of(arguments) + " failed");
        }
    }

    /// What the screen shows now; the server writes it to a file in the format of xwd.
    public BufferedImage picture() throws IOException {
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(folder.resolve("Xvfb_screen0")));
        int headerSize = file.getInt(0);
        int lineLength = file.getInt(48);
        int pixels = headerSize + file.getInt(76) * 12;
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                image.setRGB(x, y, Integer.reverseBytes(file.getInt(pixels + y * lineLength + x * 4)) & 0xFFFFFF);
            }
        }
        return image;
    }

    /// The middle of all points with such a colour, if there are at least twenty.
    public Optional<Point> find(IntPredicate colour) throws IOException {
        BufferedImage image = picture();
        long sumX = 0;
        long sumY = 0;
        int count = 0;
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                if (colour.test(image.getRGB(x, y) & 0xFFFFFF)) {
                    sumX += x;
                    sumY += y;
                    count++;
                }
            }
        }
        return count < 20 ? Optional.empty() : Optional.of(new Point((int) (sumX / count), (int) (sumY / count)));
    }

    public record Point(int x, int y) {}

    public void click(Point point, int button) throws IOException, InterruptedException {
        xdotool(
                "mousemove",
                Integer.toString(point.x()),
                Integer.toString(point.y()),
                "click",
                Integer.toString(button));
    }

    /// Keeps what is shown, where pictures are wanted.
    public void keep(String name) throws IOException {
        String wanted = System.getProperty("agntos.shots", "");
        if (!wanted.isEmpty()) {
            ImageIO.write(picture(), "png", Path.of(wanted, name + ".png").toFile());
        }
    }

    @Override
    public void close() {
        for (Process process : processes.reversed()) {
            process.destroy();
            try {
                if (!process.waitFor(2, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
