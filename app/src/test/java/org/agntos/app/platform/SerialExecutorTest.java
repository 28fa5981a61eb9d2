package org.agntos.app.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SerialExecutorTest {
    @Test
    void keepsTheOrderOnManyThreads() throws InterruptedException {
        List<Integer> ran = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch done = new CountDownLatch(1000);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            SerialExecutor serial = new SerialExecutor(threads);
            IntStream.range(0, 1000)
                    .forEach(i -> serial.execute(() -> {
                        ran.add(i);
                        done.countDown();
                    }));
            assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(ran).isEqualTo(IntStream.range(0, 1000).boxed().toList());
    }

    @Test
    void goesOnAfterATaskThatThrew() {
        List<String> ran = new ArrayList<>();
        SerialExecutor serial = new SerialExecutor(Runnable::run);
        assertThatThrownBy(() -> serial.execute(() -> {
                    serial.execute(() -> ran.add("next"));
                    throw new IllegalStateException("bug");
                }))
                .hasMessage("bug");

        assertThat(ran).containsExactly("next");
    }
}
