package org.agntos.helper.rebuild;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Programs that a killed helper left running: they would go on changing the machine while it is being restored.
public final class StrayPrograms {
    private static final int ROUNDS = 10;

    private StrayPrograms() {}

    /// Ends every program of a transaction and waits until it is gone.
    ///
    /// @throws IOException if one cannot be ended
    public static void end(String transaction) throws IOException {
        String mark = ChildProgram.MARK + "=" + transaction;
        List<ProcessHandle> strays = find(mark);
        for (int round = 0; !strays.isEmpty(); round++) {
            if (round == ROUNDS) {
                throw new IOException("a program of the former helper does not end: " + strays);
            }
            try {
                ChildProgram.end(strays).join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while a program of the former helper was ending", e);
            }
            strays = find(mark);
        }
    }

    /// Those of our own account: a mark on somebody else's process is not from here.
    private static List<ProcessHandle> find(String mark) throws IOException {
        long own = ProcessHandle.current().pid();
        Object uid = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != own && isOf(process, uid) && isMarked(process.pid(), mark))
                .toList();
    }

    static boolean isOf(ProcessHandle process, Object uid) {
        try {
            return uid.equals(Files.getAttribute(Path.of("/proc", Long.toString(process.pid())), "unix:uid"));
        } catch (IOException _) {
            // It has ended.
            return false;
        }
    }

    private static boolean isMarked(long pid, String mark) {
        try {
            byte[] environment = Files.readAllBytes(Path.of("/proc", Long.toString(pid), "environ"));
            String text = "\0" + new String(environment, StandardCharsets.ISO_8859_1);
            return text.contains("\0" + mark + "\0");
        } catch (IOException e) {
            // It has ended, or belongs to somebody else.
            return false;
        }
    }
}
