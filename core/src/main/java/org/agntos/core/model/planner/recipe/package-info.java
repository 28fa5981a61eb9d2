/// What people want of a machine and what it takes in NixOS: recipes, read from resource files, that are found in the
/// words of a request. Start with [RecipeBook]; [RecipeFinder] finds recipes in a [RequestText], each as a [Wish] with
/// its slots filled and its details. Nothing is looked up here: whether an option exists is for the planner to see.
/// Everything is immutable and safe for any thread.
@NullMarked
package org.agntos.core.model.planner.recipe;

import org.jspecify.annotations.NullMarked;
