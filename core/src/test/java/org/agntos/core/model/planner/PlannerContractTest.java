package org.agntos.core.model.planner;

import org.agntos.core.model.ChatModel;
import org.agntos.core.model.ChatModelContract;

class PlannerContractTest extends ChatModelContract {
    private static final RequestPlanner GRAMMAR = BuiltInPlannerTest.GRAMMAR;

    @Override
    protected ChatModel model() {
        return new BuiltInPlanner(() -> GRAMMAR);
    }

    @Override
    protected String greeting() {
        return "help";
    }

    @Override
    protected String task() {
        return "how full is the disk?";
    }
}
