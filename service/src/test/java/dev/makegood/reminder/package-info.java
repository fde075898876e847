/** Tells of reminders through the public interface. */
@NullMarked
package dev.makegood.reminder;

import org.jspecify.annotations.NullMarked;
