package org.hasnas.ui.workspace;

import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

/** The pages of the window, and which of them is shown. */
public final class Workspaces {
    private final List<Workspace> all;
    private final ObjectProperty<Workspace> shown;

    /**
     * @param all in their order
     * @param first the id of the one that is shown at first; that of none for the first of them
     */
    public Workspaces(List<Workspace> all, String first) {
        this.all = List.copyOf(all);
        this.shown = new SimpleObjectProperty<>(this, "shown",
                all.stream().filter(workspace -> workspace.id().equals(first)).findFirst().orElseGet(all::getFirst));
        all.forEach(workspace -> workspace.calls().subscribe((before, now) -> shown.set(workspace)));
    }

    public List<Workspace> all() {
        return all;
    }

    public ObjectProperty<Workspace> shownProperty() {
        return shown;
    }

    /** What shows each of them. */
    public List<Command> commands() {
        return all.stream().map(this::command).toList();
    }

    /** What shows one of them. */
    public Command command(Workspace workspace) {
        return new Command(workspace.id(), workspace.title(), workspace.keys(), workspace.icon(), new SimpleBooleanProperty(true),
                () -> shown.set(workspace));
    }
}
