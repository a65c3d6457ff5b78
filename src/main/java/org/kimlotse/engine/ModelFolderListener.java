package org.kimlotse.engine;

import java.util.List;

/**
 * Takes part when the model folder is read: another module's share of it (the rule book's {@code rules/}). Called at
 * start and after every change on disk.
 */
public interface ModelFolderListener {

    /**
     * Reads the listener's sub-folder again if it changed. The version that works goes on serving when the new one is
     * broken.
     *
     * @param files the whole folder as it is now
     * @return what is wrong with the new version, empty if it serves
     */
    List<ModelProblem> modelsChanged(ModelFiles files);
}
