/**
 * Bottlenecks, dossier, steering-group meeting, decision, measures and their effect.
 *
 * <p>The story, in the order of {@code steering-escalation.bpmn}:
 *
 * <ol>
 *   <li><b>A bottleneck opens.</b> The handover clock misses a handover ({@code HandoverMissed}); {@link
 *       org.kimlotse.escalation.BottleneckDetection} asks the rules whether this office has now dropped the step in enough
 *       different cases. Or a case manager reports it by hand ({@link org.kimlotse.escalation.BottleneckReporting}). There
 *       is one open bottleneck per office and step; whoever comes second joins it. At that moment its figures are drawn:
 *       the period up to today and the one before.
 *   <li><b>The dossier</b> ({@link org.kimlotse.escalation.Dossiers}) is those figures and coordination's words. Words that
 *       look like somebody's name, birth date, telephone or file number are refused with the place ({@link
 *       org.kimlotse.escalation.TextsForTheGroup}); so is every other text of this module. Two different people of
 *       coordination release it; one of them may be its author. Whoever returns it says why.
 *   <li><b>The meeting</b> ({@link org.kimlotse.escalation.Meetings}): agenda with the notice period, attendance by seat,
 *       quorum by the rules of procedure in force that day. Without a quorum the bottleneck waits for the next agenda.
 *   <li><b>The decision</b> ({@link org.kimlotse.escalation.Resolutions}): adopted if more seats voted for it than against,
 *       so a tie is not; with at least one measure, each with an owner and a day. Not adopted: next agenda, or dropped with
 *       a reason.
 *   <li><b>Each seat's own view</b> ({@link org.kimlotse.escalation.SeatPositions}): by its holder or deputy, or by
 *       coordination "laut Protokoll" as long as the seat has not spoken. Corrections are new versions. Asked side by side
 *       with the measures, so that no seat keeps them waiting; when the time for objections is over the tasks of the silent
 *       ones end. On the bottleneck's page a seat may speak, or correct itself, until the effect is assessed.
 *   <li><b>Measures, observation, effect</b> ({@link org.kimlotse.escalation.Effects}): after the last measure was reported
 *       the same length of time is observed as before, and the same definition applied. The data say closed or back on the
 *       agenda; who decides otherwise, or decides where the data say nothing, gives a reason.
 * </ol>
 *
 * <p>{@link org.kimlotse.escalation.Minutes} puts a meeting's paper together from this; {@link
 * org.kimlotse.escalation.EscalationTrail} keeps who did what. Exact figures never leave the module: pages get texts in which
 * small numbers are hidden ({@link org.kimlotse.escalation.SteeringTexts}).
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
        displayName = "Eskalation",
        allowedDependencies = {
            "shared",
            "engine",
            "rulebook",
            "directory",
            "casefile",
            "correspondence",
            "intake",
            "consent",
            "assessment",
            "goals",
            "handover",
            "transition",
            "casework"
        })
package org.kimlotse.escalation;
