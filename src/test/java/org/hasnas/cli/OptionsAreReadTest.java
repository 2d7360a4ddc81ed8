package org.hasnas.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.OutputStream;
import java.lang.reflect.Member;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hasnas.cli.console.ResultStream;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.option.OnlyWith;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;

/** No command takes an option that it does not read: the program's own classes tell which fields the code of a command comes to. */
final class OptionsAreReadTest {
    private static final JavaClasses CLASSES = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.hasnas.cli");

    @Test
    void everyOptionOfEveryCommandIsRead() {
        List<String> unread = new ArrayList<>();
        int options = 0;
        for (CommandLine command : commands()) {
            Set<String> read = fieldsReadBy(command.getCommand().getClass());
            for (ArgSpec option : options(command).toList()) {
                if (option.userObject() instanceof Member field) {
                    options++;
                    if (!read.contains(field.getDeclaringClass().getName() + "." + field.getName())) {
                        unread.add(command.getCommandSpec().qualifiedName() + " " + option);
                    }
                }
            }
        }
        assertTrue(options > 150, "only " + options + " options were looked at");
        assertEquals(List.of(), unread);
    }

    @Test
    void whatIsSaidOfOptionsIsOfOptionsThatExist() {
        List<String> wrong = new ArrayList<>();
        for (CommandLine command : commands()) {
            Set<String> known = command.getCommandSpec().optionsMap().keySet();
            for (OnlyWith rule : command.getCommand().getClass().getAnnotationsByType(OnlyWith.class)) {
                Stream.of(rule.options(), rule.with(), rule.without()).flatMap(Stream::of).map(name -> name.replaceFirst("=.*", ""))
                        .filter(name -> !known.contains(name)).forEach(name -> wrong.add(command.getCommandName() + " " + name));
            }
        }
        assertEquals(List.of(), wrong);
    }

    private static List<CommandLine> commands() {
        ResultStream nowhere = new ResultStream(OutputStream.nullOutputStream(), StandardCharsets.UTF_8);
        Session session = new Session(new CliRun(new FakeWorkbench(), Path.of("")).environment(), nowhere, nowhere);
        Deque<CommandLine> groups = new ArrayDeque<>(List.of(Cli.commandLine(new RootCommand(session), session)));
        List<CommandLine> commands = new ArrayList<>();
        while (!groups.isEmpty()) {
            CommandLine next = groups.remove();
            groups.addAll(next.getSubcommands().values());
            if (next.getSubcommands().isEmpty()) {
                commands.add(next);
            }
        }
        return commands;
    }

    /** The command's own options and those it mixes in, but not those that the root gives to all commands. */
    private static Stream<ArgSpec> options(CommandLine command) {
        return command.getCommandSpec().args().stream().filter(option -> !option.inherited());
    }

    /** Fields that the methods of a command, and all methods of the command line that these come to, read. */
    private static Set<String> fieldsReadBy(Class<?> command) {
        Deque<JavaCodeUnit> next = new ArrayDeque<>();
        JavaClass own = CLASSES.get(command);
        next.addAll(own.getCodeUnits());
        own.getAllRawSuperclasses().stream().filter(parent -> parent.getName().startsWith("org.hasnas")).forEach(parent -> next.addAll(parent
                .getCodeUnits()));
        Set<JavaCodeUnit> seen = new HashSet<>(next);
        Set<String> fields = new HashSet<>();
        while (!next.isEmpty()) {
            JavaCodeUnit method = next.remove();
            method.getFieldAccesses().stream().filter(access -> access.getAccessType() == JavaFieldAccess.AccessType.GET)
                    .forEach(access -> fields.add(access.getTarget().getOwner().getName() + "." + access.getTarget().getName()));
            Stream.concat(method.getCallsFromSelf().stream().map(call -> call.getTarget().resolveMember()),
                    method.getCodeUnitReferencesFromSelf().stream().map(reference -> reference.getTarget().resolveMember()))
                    .flatMap(member -> member.stream()).map(JavaCodeUnit.class::cast)
                    .filter(called -> called.getOwner().getPackageName().startsWith("org.hasnas.cli") && seen.add(called)).forEach(next::add);
        }
        return fields;
    }
}
