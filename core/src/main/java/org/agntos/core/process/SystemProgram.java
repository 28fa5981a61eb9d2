package org.agntos.core.process;

import java.io.IOException;
import java.io.InputStream;

/// A [LiveProgram] of the operating system.
final class SystemProgram implements LiveProgram {
    private final Process process;
    private final Drain errors;

    SystemProgram(Process process, Drain errors) {
        this.process = process;
        this.errors = errors;
    }

    @Override
    public InputStream output() {
        return process.getInputStream();
    }

    @Override
    public void closeInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException _) {
            // Its end of the pipe is closed already, which is what closing is for.
        }
    }

    @Override
    public void terminate() {
        // Not Process.destroy, which would also close the streams that are still to be read.
        process.toHandle().destroy();
    }

    @Override
    public int waitFor() throws InterruptedException {
        int status = process.waitFor();
        // What it said last may still be on its way.
        errors.end();
        return status;
    }

    @Override
    public Output errors() {
        return errors.soFar();
    }

    @Override
    public void close() {
        closeInput();
        ProcessTree.kill(process);
    }
}
