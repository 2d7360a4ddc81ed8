package org.hasnas.cli.option;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Says of some options of a command beside which others they have an effect. Elsewhere they are refused, whatever their value is. Other options
 * are named as {@code --option}, or as {@code --option=value} if they have to have that value.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(OnlyWith.Several.class)
public @interface OnlyWith {
    /** The options that this is about. */
    String[] options();

    /** One of these must be given, if there are any. */
    String[] with() default {};

    /** None of these may be given. */
    String[] without() default {};

    /** The declarations of a command. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface Several {
        OnlyWith[] value();
    }

    /** Refuses what a line gives to a command but the command would not read. */
    final class Check {
        private Check() {}

        /** @throws ParameterException if an option of the innermost command would have no effect */
        public static void refuseWithoutEffect(ParseResult line) {
            ParseResult command = line;
            while (command.hasSubcommand()) {
                command = command.subcommand();
            }
            if (command.isUsageHelpRequested()) {
                return;
            }
            for (OnlyWith rule : command.commandSpec().userObject().getClass().getAnnotationsByType(OnlyWith.class)) {
                refuse(rule, command);
            }
        }

        private static void refuse(OnlyWith rule, ParseResult command) {
            Optional<String> given = Arrays.stream(rule.options()).filter(command::hasMatchedOption).findFirst();
            if (given.isEmpty()) {
                return;
            }
            CommandLine at = command.commandSpec().commandLine();
            Arrays.stream(rule.without()).filter(other -> isGiven(other, command)).findFirst().ifPresent(other -> {
                throw new ParameterException(at, given.get() + " has no effect with " + spoken(other) + "; leave one of them out");
            });
            if (rule.with().length > 0 && Arrays.stream(rule.with()).noneMatch(other -> isGiven(other, command))) {
                throw new ParameterException(at, given.get() + " has an effect only with "
                        + Arrays.stream(rule.with()).map(Check::spoken).collect(Collectors.joining(" or ")) + "; add that, or leave it out");
            }
        }

        private static boolean isGiven(String other, ParseResult command) {
            int equals = other.indexOf('=');
            if (equals < 0) {
                return command.hasMatchedOption(other);
            }
            String name = other.substring(0, equals);
            return command.hasMatchedOption(name) && command.matchedOption(name).originalStringValues().contains(other.substring(equals + 1));
        }

        private static String spoken(String other) {
            return other.replace('=', ' ');
        }
    }
}
