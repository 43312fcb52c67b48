using FedScaler.Demo.Report;
using FedScaler.Sandbox.Laws;

namespace FedScaler.Cli.Tests.Demo;

/// <summary>Two days that look like a run: a daily rhythm, a burst, an hour of silence, room that moves.</summary>
internal static class SyntheticRun
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
    private static readonly DemoSilence Silence = new("idc-b", Start.AddHours(26), Start.AddHours(27));

    private static readonly IReadOnlyList<DemoWindow> Windows =
        [.. Enumerable.Range(0, 14).Select(day => new DemoWindow("peak/morning", Start.AddDays(day).AddHours(8), Start.AddDays(day).AddHours(11), "at least 16"))];

    public static DemoRecord Make(double days = 2, int violations = 0)
    {
        var samples = Samples(days).ToList();
        return new DemoRecord
        {
            Title = "One application over three clusters",
            Trace = "elb-request-count.csv",
            Seed = 7,
            MinReplicas = 6,
            MaxReplicas = 60,
            Samples = samples,
            Events = [.. Events(samples)],
            Silences = [Silence],
            Windows = [.. Windows.Where(window => window.From < samples[^1].Time)],
            Laws = Verdict(violations),
        };
    }

    private static DemoBounds Bounds(DateTimeOffset time) =>
        Windows.FirstOrDefault(window => time >= window.From && time < window.To) is { } window ? new DemoBounds(16, 60, [window.Schedule]) : new DemoBounds(6, 60, []);

    private static IEnumerable<DemoSample> Samples(double days)
    {
        var random = new Random(7);
        for (var time = Start; time <= Start.AddDays(days); time = time.AddSeconds(30))
        {
            var hour = (time - Start).TotalHours;
            var burst = hour is > 36 and < 37.5 ? 700 : 0;
            var demand = 260 + 220 * Math.Sin((hour - 9) / 24 * 2 * Math.PI) + burst + random.NextDouble() * 60;
            var silent = time >= Silence.From && time < Silence.To;
            var replicas = Math.Max(6, (int)(demand / 22));
            var shift = burst > 0 ? 12 : 0;
            var lent = silent && time >= Silence.From.AddMinutes(5) ? 10 : 0;
            yield return new DemoSample(time, demand, silent && lent == 0 ? demand * 0.7 : demand, Bounds(time),
            [
                new("idc-a", "Active", Math.Min(replicas * 4 / 10, 20 - shift / 2 + lent), replicas * 4 / 10, 2, 20 - shift / 2 + lent, replicas * 4 / 10, 30, "keeps its share"),
                new("idc-b", silent ? lent > 0 ? "Lent" : "Silent" : "Active", Math.Min(replicas * 4 / 10, 20 - shift / 2), replicas * 4 / 10, 2, 20 - shift / 2, replicas * 4 / 10, 28, silent ? "does not answer" : "keeps its share"),
                new("cloud-c", "Active", Math.Min(replicas * 2 / 10 + shift, 20 + shift + lent), replicas * 2 / 10, 2, 20 + shift + lent, replicas * 2 / 10, 40, burst > 0 ? "room moved here: at its max" : "keeps its share"),
            ]);
        }
    }

    private static IEnumerable<DemoEvent> Events(List<DemoSample> samples)
    {
        yield return new DemoEvent(Silence.From, DemoEventKind.Mark, "idc-b", "the demo cuts it off for an hour");
        for (var i = 1; i < samples.Count; i++)
        {
            for (var member = 0; member < samples[i].Members.Count; member++)
            {
                var (before, after) = (samples[i - 1].Members[member], samples[i].Members[member]);
                if (before.Max != after.Max) yield return new DemoEvent(samples[i].Time, DemoEventKind.Move, after.Name, $"max {before.Max} to {after.Max}: <{after.Reason}>");
            }
        }
    }

    private static LawVerdict Verdict(int violations) => new(
        48211,
        [.. Enumerable.Range(1, 9).Select(number => new LawTally(number, $"The {number}. of the laws, in one sentence that says what it asks for", 5000 * number, number == 1 ? violations : 0))],
        [.. Enumerable.Range(0, violations).Select(i => new LawViolation(Start.AddHours(i), "idc-a", 100 + i, 1, "shop/web", 61, 60, "the maxima add up to 61 of 60"))]);
}
