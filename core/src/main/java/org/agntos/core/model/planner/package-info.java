/// The built-in planner: a grammar over the words of a request, with names looked up in the catalogue. It needs no
/// network and no model. Start with [BuiltInPlanner]; the way of a request is [Tokeniser] → [ClauseSplitter] →
/// [ClauseReader] (an [Intent] each) → [PlanBuilder] (a [Plan]) → tool calls → [AnswerWriter]. Everything here holds
/// no state between calls and is safe for any thread.
@NullMarked
package org.agntos.core.model.planner;

import org.jspecify.annotations.NullMarked;
