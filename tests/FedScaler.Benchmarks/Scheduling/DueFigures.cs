using FedScaler.Benchmarks.Reconciling;
using FedScaler.Benchmarks.Reporting;
using FedScaler.Sandbox.Time;

namespace FedScaler.Benchmarks.Scheduling;

/// <summary>What the controllers write in the minute in which every rule is due, as a line of the report.</summary>
internal static class DueFigures
{
    private const int Members = 3;
    private const int MostRounds = 5;

    /// <summary>Longer than a transition waits for its target to take it in.</summary>
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(5);

    /// <exception cref="InvalidOperationException">A rule was missed or told twice, or a restart wrote something.</exception>
    public static async Task<Figure> MeasureAsync()
    {
        var clock = new SimulatedTimeProvider(DueRules.Due.AddMinutes(-1));
        var (hub, fleet) = (new StubbedHub(), new StubbedFleet(Members, clock.GetUtcNow()));
        DueObjects.Fill(hub, fleet);
        DueTally tally;
        int shares;
        await using (var controllers = new RunningControllers(hub, fleet, clock))
        {
            await RestAsync(controllers, hub, fleet);
            tally = new DueTally(hub, DueRules.Due);
            var before = fleet.Writes;
            await controllers.StepAsync(DueRules.Due - clock.GetUtcNow());
            await controllers.StepAsync(Later);
            shares = fleet.Writes - before;
        }

        Check(tally);
        var writes = $"{tally.CronWrites:#,0} writes to CronHPAs, {tally.FedHpaWrites:#,0} to FedHPAs, {shares:#,0} to members";
        var restart = await RestartAsync(hub, fleet, clock);
        return new Figure(
            $"{DueRules.Rules:#,0} rules due in one minute on {DueRules.Targets:#,0} targets, through the controllers",
            $"{tally.Told:#,0} told, {DueRules.Rules - tally.Told} missed, {tally.Twice} twice; {writes}; restart: {restart} writes",
            "none missed, none twice", null,
            "a CronHPA's status waits until its target has taken its rules in, so that all of its starts are told in one write");
    }

    /// <summary>Steps the clock, short of the minute that is measured, until nothing is written any more.</summary>
    private static async Task RestAsync(RunningControllers controllers, StubbedHub hub, StubbedFleet fleet)
    {
        await controllers.SettleAsync();
        for (var round = 0; round < MostRounds; round++)
        {
            var before = hub.Writes + fleet.Writes;
            await controllers.StepAsync(Later);
            if (hub.Writes + fleet.Writes == before) return;
        }

        throw new InvalidOperationException($"still writing after {MostRounds} rounds without a change");
    }

    private static void Check(DueTally tally)
    {
        if (tally is { Told: DueRules.Rules, Twice: 0, Targets: DueRules.Targets, TargetsTwice: 0 }) return;
        throw new InvalidOperationException(
            $"of {DueRules.Rules} rules {tally.Told} were told, {tally.Twice} of them twice; "
            + $"of {DueRules.Targets} targets {tally.Targets} took them in, {tally.TargetsTwice} of them in more than one write");
    }

    /// <summary>New controllers that know nothing but what is written in the hub; returns how many writes they made.</summary>
    private static async Task<int> RestartAsync(StubbedHub hub, StubbedFleet fleet, SimulatedTimeProvider clock)
    {
        var before = hub.Writes + fleet.Writes;
        await using var controllers = new RunningControllers(hub, fleet, clock);
        await controllers.SettleAsync();
        await controllers.StepAsync(Later);
        var writes = hub.Writes + fleet.Writes - before;
        return writes == 0 ? writes : throw new InvalidOperationException($"a restart with nothing changed wrote {writes} times");
    }
}
