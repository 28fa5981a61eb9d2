package org.agntos.app.resident;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import org.agntos.app.fakes.FakeAuditLog;
import org.agntos.app.platform.Threads;
import org.junit.jupiter.api.Test;

class ActivityViewModelTest {
    private final SimpleIntegerProperty open = new SimpleIntegerProperty(2);
    private final SimpleBooleanProperty chat = new SimpleBooleanProperty();
    private final SimpleBooleanProperty applying = new SimpleBooleanProperty();
    private final SimpleBooleanProperty failed = new SimpleBooleanProperty();
    private boolean isLookedAt;
    private final ActivityViewModel model = new ActivityViewModel(
            new ActivityViewModel.Sources(open, List.of(chat, applying), failed),
            new FakeAuditLog(),
            () -> isLookedAt,
            Threads.direct());

    @Test
    void whatWaitedAtTheStartIsCountedButCallsForNobody() {
        assertThat(model.activity().get()).isEqualTo(Activity.IDLE);
        assertThat(model.pending().get()).isEqualTo(2);
    }

    @Test
    void aChangeThatComesWhileNobodyLooksCallsThePerson() {
        open.set(3);
        assertThat(model.activity().get()).isEqualTo(Activity.NEEDS_YOU);

        model.lookedAt();
        assertThat(model.activity().get()).isEqualTo(Activity.IDLE);
        assertThat(model.pending().get()).isEqualTo(3);
    }

    @Test
    void aChangeThatComesWhileThePersonLooksCallsNobody() {
        isLookedAt = true;
        open.set(3);
        assertThat(model.activity().get()).isEqualTo(Activity.IDLE);
    }

    @Test
    void decidedElsewhereNobodyIsCalledAnyMore() {
        open.set(3);
        open.set(0);
        assertThat(model.activity().get()).isEqualTo(Activity.IDLE);
    }

    @Test
    void workEndsWhenTheLastOneEnds() {
        chat.set(true);
        applying.set(true);
        chat.set(false);
        assertThat(model.activity().get()).isEqualTo(Activity.WORKING);

        applying.set(false);
        assertThat(model.activity().get()).isEqualTo(Activity.IDLE);
    }

    @Test
    void aFailureShowsBeforeAllElseUntilItIsClosed() {
        chat.set(true);
        failed.set(true);
        assertThat(model.activity().get()).isEqualTo(Activity.FAILED);

        failed.set(false);
        assertThat(model.activity().get()).isEqualTo(Activity.WORKING);
    }
}
