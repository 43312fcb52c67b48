using FedScaler.Demo.Removal;
using FedScaler.Demo.Report;
using FedScaler.Demo.Trace;
using FedScaler.Demo.View;
using FedScaler.Sandbox.Laws;
using FedScaler.Sandbox.Simulation.Load;

namespace FedScaler.Demo;

/// <summary>Plays the story from beginning to end: load, loss and return of a member, two pods taken out by name, and the verdict.</summary>
internal sealed class DemoRun(DemoOptions options, LoadTrace trace, IDemoView view)
{
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(1);

    /// <summary>Nothing runs when the application has just been applied: the first pods are there at the first look.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromMinutes(2);

    /// <summary>Runs begin at one and the same simulated instant, so that they can be compared.</summary>
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    private readonly DemoRecorder _recorder = new();
    private readonly DemandJudge _judge = new();
    private readonly RemovalScene _removal = new(Start + options.Length);

    /// <summary>Reads the trace, plays it, writes the report.</summary>
    public static async Task<int> RunAsync(DemoOptions options, IDemoView view, TextWriter error, CancellationToken cancellationToken)
    {
        LoadTrace trace;
        try
        {
            trace = (await TraceFile.ReadAsync(options.Trace ?? TraceFile.Default, cancellationToken)).ScaledTo(DemoStory.PeakRate, options.Length);
        }
        catch (Exception refused) when (refused is TraceFormatException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            await error.WriteLineAsync(refused.Message);
            return ExitCodes.Refused;
        }

        var record = await new DemoRun(options, trace, view).PlayAsync(cancellationToken);
        var report = options.Report is { } directory ? await HtmlReport.WriteAsync(record, directory, cancellationToken) : null;
        view.Finish(record, report);
        return record.ExitCode;
    }

    private async Task<DemoRecord> PlayAsync(CancellationToken cancellationToken)
    {
        LawVerdict? verdict = null;
        await view.RunAsync(async () =>
        {
            await using var fleet = await DemoFleet.StartAsync(Start - WarmUp, DemandAt, options.Seed, options.Federation, cancellationToken);
            await PlayAsync(fleet, cancellationToken);
            verdict = fleet.Laws.Judge(fleet.Clock.Now);
        });
        return new DemoRecord
        {
            Trace = Path.GetFileName(options.Trace ?? TraceFile.Default),
            Seed = options.Seed,
            MinReplicas = DemoStory.MinReplicas,
            MaxReplicas = DemoStory.MaxReplicas,
            Samples = _recorder.Samples,
            Events = _recorder.Events,
            Silences = [new DemoSilence(DemoStory.Lost, Middle, Middle + DemoStory.LostFor)],
            Windows = _recorder.Windows,
            Laws = verdict!,
            Unserved = _judge.Faults,
            Removal = _removal.Result,
        };
    }

    /// <summary>It changes once a minute: a trace of one number in five minutes knows no more, and every change is work for all three HPAs.</summary>
    private double DemandAt(DateTimeOffset time) => trace.RateAt(TimeSpan.FromMinutes(Math.Floor((time - Start).TotalMinutes)));

    private DateTimeOffset End => Start + options.Length;

    private DateTimeOffset Middle => Start + (End - Start) / 2;

    private async Task PlayAsync(DemoFleet fleet, CancellationToken cancellationToken)
    {
        await fleet.Clock.AdvanceAsync(WarmUp, cancellationToken);
        Look(fleet);
        while (fleet.Clock.Now < End)
        {
            if (fleet.Clock.Now == Middle) Mark(fleet, fleet.Lose, "cut off: its API server answers nobody, its pods get no requests");
            if (fleet.Clock.Now == Middle + DemoStory.LostFor) Mark(fleet, fleet.Return, "answers again");
            await fleet.Clock.AdvanceAsync(Step, cancellationToken);
            Look(fleet);
            foreach (var happened in await _removal.LookAsync(fleet, _recorder.Samples[^1], cancellationToken)) Tell(happened);
        }
    }

    private void Mark(DemoFleet fleet, Action<string> deed, string text)
    {
        deed(DemoStory.Lost);
        Tell(new DemoEvent(fleet.Clock.Now, DemoEventKind.Mark, DemoStory.Lost, text));
    }

    private void Look(DemoFleet fleet)
    {
        var load = fleet.Fleet.Simulation.Read(fleet.Load.Sample);
        var status = fleet.Status();
        foreach (var happened in _recorder.Take(load, status, fleet.Due())) Tell(happened);
        _judge.See(DemoRecorder.Judged(load, status, DemoStory.MaxReplicas));
        view.Show(_recorder.Samples[^1], (fleet.Clock.Now - Start) / (End - Start));
    }

    private void Tell(DemoEvent happened)
    {
        _recorder.Add(happened);
        view.Tell(happened);
    }
}
