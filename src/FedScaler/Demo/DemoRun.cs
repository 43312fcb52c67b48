using System.Globalization;
using FedScaler.Api.FedHpas;
using FedScaler.Api.Json;
using System.Text.Json;

namespace FedScaler.Demo;

/// <summary>Plays the story from beginning to end.</summary>
internal static class DemoRun
{
    private static readonly TimeSpan Sample = TimeSpan.FromMinutes(1);

    public static async Task<int> RunAsync(DemoOptions options, TextWriter output, CancellationToken cancellationToken)
    {
        var rows = File.ReadLines(options.Trace ?? "samples/traces/elb-request-count.csv").Skip(1).Select(l => l.Split(',')).Select(p => (DateTimeOffset.Parse(p[0], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal), double.Parse(p[1], CultureInfo.InvariantCulture))).ToList();
        var max = rows.Max(r => r.Item2);
        var trace = new Sandbox.Simulation.Load.LoadTrace(rows.Select(r => new Sandbox.Simulation.Load.TracePoint(r.Item1, r.Item2 / max * DemoStory.PeakRate)));
        var start = rows[0].Item1;
        await using var fleet = await DemoFleet.StartAsync(start, trace.RateAt, options.Seed, cancellationToken);
        var end = start + TimeSpan.FromDays(options.Days);
        var lost = start + (end - start) / 2;
        double unserved = 0;
        var lastHour = -1;
        while (fleet.Clock.Now < end)
        {
            if (fleet.Clock.Now >= lost && fleet.Clock.Now < lost + Sample) { fleet.Lose(DemoStory.Lost); output.WriteLine($"{fleet.Clock.Now:u} lost"); }
            if (fleet.Clock.Now >= lost + DemoStory.LostFor && fleet.Clock.Now < lost + DemoStory.LostFor + Sample) { fleet.Return(DemoStory.Lost); output.WriteLine($"{fleet.Clock.Now:u} back"); }
            await fleet.Clock.AdvanceAsync(Sample, cancellationToken);
            var sample = fleet.Fleet.Simulation.Read(fleet.Load.Sample);
            unserved += sample.Unserved;
            var hour = (int)(fleet.Clock.Now - start).TotalHours;
            if (hour != lastHour || sample.Unserved > 1)
            {
                lastHour = hour;
                var status = fleet.FedHpa!.Deserialize(ApiJson.Default.FedHpa)!.Status!;
                output.WriteLine($"{fleet.Clock.Now:u} demand {sample.Demand:F0} unserved {sample.Unserved:F0} " + string.Join(" | ", status.Clusters.Select(c => $"{c.Name} {c.State} {c.MinReplicas}..{c.MaxReplicas} runs {c.CurrentReplicas} ready {c.ReadyReplicas} wants {c.DesiredReplicas} free {c.FreeReplicas}")));
            }
        }

        var verdict = fleet.Laws.Judge(fleet.Clock.Now);
        output.WriteLine(verdict.ToString().Split('\n').Take(30).Aggregate((a, b) => a + "\n" + b));
        foreach (var law in verdict.Laws) output.WriteLine($"{law.Number} {law.Title}: {law.Checks} checks, {law.Violations}");
        output.WriteLine($"unserved {unserved * 60:F0}");
        return verdict.Kept ? ExitCodes.Success : ExitCodes.Failed;
    }
}
