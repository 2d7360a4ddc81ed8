package org.hasnas.ui;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javafx.scene.image.Image;
import org.hasnas.ui.fx.Dialogs;

/** Dialogs that record what is told and answer with what was prepared. */
public final class FakeDialogs implements Dialogs {
    public final List<String> problems = new CopyOnWriteArrayList<>();
    public final List<String> notices = new CopyOnWriteArrayList<>();
    public final List<String> questions = new CopyOnWriteArrayList<>();
    public final List<String> copied = new CopyOnWriteArrayList<>();
    public final List<String> suggestedNames = new CopyOnWriteArrayList<>();
    public final Deque<Path> folders = new ArrayDeque<>();
    public final Deque<String> names = new ArrayDeque<>();
    public final Deque<Path> files = new ArrayDeque<>();
    public volatile boolean confirming = true;
    public volatile Answer answer = Answer.NO;

    @Override
    public void problem(String headline, String sentence) {
        problems.add(headline + ": " + sentence);
    }

    @Override
    public void notice(String sentence) {
        notices.add(sentence);
    }

    @Override
    public boolean confirm(String headline, String question, String accept) {
        questions.add(headline + ": " + question);
        return confirming;
    }

    @Override
    public Answer ask(String headline, String question, String yes, String no) {
        questions.add(headline + ": " + question);
        return answer;
    }

    @Override
    public Optional<String> askName(String headline, String question, String suggested) {
        suggestedNames.add(suggested);
        return Optional.ofNullable(names.poll());
    }

    @Override
    public Optional<Path> chooseFolder(String title, Path initial) {
        return Optional.ofNullable(folders.poll());
    }

    @Override
    public Optional<Path> chooseFileToOpen(String title, Path folder, FileKind kind) {
        return Optional.ofNullable(files.poll());
    }

    @Override
    public Optional<Path> chooseFileToSave(String title, Path folder, String suggestedName, FileKind kind) {
        suggestedNames.add(suggestedName);
        return Optional.ofNullable(files.poll());
    }

    @Override
    public void copy(Image picture) {
        copied.add((int) picture.getWidth() + " by " + (int) picture.getHeight());
    }

    @Override
    public void copy(String text) {
        copied.add(text);
    }
}
