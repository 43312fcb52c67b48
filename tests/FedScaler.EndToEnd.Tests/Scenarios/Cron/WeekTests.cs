using System.Globalization;
using FedScaler.Api;
using FedScaler.Controllers.Fleet;
using FedScaler.Demo.Trace;
using FedScaler.Sandbox.Simulation;
using FedScaler.Sandbox.Simulation.Load;
using FedScaler.Sandbox.Storage;

namespace FedScaler.EndToEnd.Tests.Scenarios.Cron;

/// <summary>
/// A week of New York's taxis, from Monday, 2014-10-27: on its last night the clocks go back from 02:00 to 01:00, and that
/// Sunday is the marathon's.
/// </summary>
public class WeekTests : FleetTest
{
    private static readonly DateTimeOffset Monday = Instant("2014-10-27T04:00:00Z");
    private static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    /// <summary>A pod of 1 cpu serves 100 requests per second at most, 60 at the FedHPAs' target.</summary>
    private static readonly PodLoadProfile Pod = new(Capacity: 100, MilliCpuPerRequest: 10);

    /// <summary>Long looks, so that a week takes seconds; what is due by the clock is due all the same.</summary>
    private static readonly FleetOptions Watch = new() { Namespace = "fedscaler-system", ProbeInterval = TimeSpan.FromMinutes(5), ProbeDeadline = TimeSpan.FromSeconds(10) };

    private static readonly SimulationSettings Members = new() { HpaSyncPeriod = TimeSpan.FromMinutes(4), MetricsWindow = TimeSpan.FromMinutes(1) };

    private LoadTrace _trace = null!;

    /// <summary>When it ends, and how often at least a bound was looked at that the clock had moved.</summary>
    private protected virtual (DateTimeOffset Time, int Checks) End => (Instant("2014-11-03T05:00:00Z"), 2 * 45);

    /// <summary>From when on demand that is not served counts.</summary>
    private protected virtual DateTimeOffset Served => Monday;

    [Fact]
    public async Task Two_FedHPAs_follow_their_schedules_and_their_load_over_a_clock_change()
    {
        var fleet = await StartSandboxAsync(service: false, simulation: Members, start: Monday, watch: Watch);
        _trace = await TraceFile.ReadAsync(Path.Combine(AppContext.BaseDirectory, "traces", "nyc-taxi.csv"), default);
        await SetUpAsync(fleet);
        var (web, api) = (fleet.Sandbox.Balance("web", Pod, time => 100 * RateAt(time)), fleet.Sandbox.Balance("api", Pod, time => 40 * RateAt(time)));
        double unserved = 0, demand = 0;

        var told = await fleet.Sandbox.FollowAsync(ApiResources.FedHpas, fleet.Namespace, "web", async () =>
        {
            await fleet.StartServiceAsync();
            while (fleet.Sandbox.Now < End.Time)
            {
                await fleet.StepAsync(TimeSpan.FromMinutes(30).TotalSeconds);
                foreach (var load in (LoadGenerator[])[web, api])
                {
                    var sample = fleet.Sandbox.Read(load);
                    if (fleet.Sandbox.Now > Served) (unserved, demand) = (unserved + sample.Unserved, demand + sample.Demand);
                }
            }
        });

        Changes(told).ShouldBe(Expected().Where(change => Instant($"2014-{change[..5]}T{change[6..11]}Z") < End.Time));
        (unserved / demand).ShouldBeLessThan(0.001);
        // Each transition of either FedHPA was held against floor and ceiling.
        fleet.Sandbox.Judge().Laws.Single(static law => law.Number == 10).Checks.ShouldBeGreaterThanOrEqualTo(End.Checks);
    }

    private static async Task SetUpAsync(Scenario fleet)
    {
        foreach (var name in (string[])["web", "api"])
        {
            await fleet.DeployAsync(name);
            await fleet.ApplyAsync(Manifests.FedHpa(name: name, target: name, min: 6, max: 50));
        }

        const string Zone = "timeZone: America/New_York";
        await fleet.ScheduleAsync(
            """
            {name: morning, schedule: "30 7 * * MON-FRI", end: "30 9 * * MON-FRI", leadTime: 10m, minReplicas: 30}
            {name: saturday-night, schedule: "0 22 * * SAT", end: "30 2 * * SUN", minReplicas: 20, maxReplicas: 45}
            {name: last-call, schedule: "30 1 * * *", end: "0 2 * * *", minReplicas: 24}
            {name: marathon, schedule: "0 8 2 11 *", duration: 6h, minReplicas: 40, maxReplicas: 60, raiseMax: true}
            """,
            name: "week", spec: $"{Zone}\nexclude: [\"2014-10-31\"]");
        await fleet.ScheduleAsync("""{name: evening, schedule: "0 17 * * 1-5", end: "0 20 * * 1-5", minReplicas: 26}""", name: "evenings", spec: Zone);
        await fleet.ScheduleAsync("""{name: berlin, schedule: "0 9 * * *", duration: 3h, minReplicas: 12}""", name: "office", target: "api", spec: "timeZone: Europe/Berlin");
    }

    /// <summary>Worked out by hand: New York is 4 hours behind UTC up to Sunday, 06:00 UTC, and 5 from then on.</summary>
    private static IEnumerable<string> Expected()
    {
        yield return "10-27 04:00 6..50";
        for (var day = 27; day <= 31; day++)
        {
            var date = $"10-{day}";
            // The last call ends a night of every day; there is no start of anything on the 31st.
            if (day < 31) yield return $"{date} 05:30 24..50";
            if (day < 31) yield return $"{date} 06:00 6..50";
            if (day < 31) yield return $"{date} 11:20 30..50";
            if (day < 31) yield return $"{date} 13:30 6..50";
            yield return $"{date} 21:00 26..50";
            yield return day < 31 ? $"10-{day + 1} 00:00 6..50" : "11-01 00:00 6..50";
        }

        yield return "11-01 05:30 24..50";
        yield return "11-01 06:00 6..50";
        // Saturday at 22:00, four hours and a half by the clock: five and a half, as one hour comes twice.
        yield return "11-02 02:00 20..45";
        // The first 01:30 starts it, 02:00 comes once, after the second.
        yield return "11-02 05:30 24..45";
        yield return "11-02 07:00 20..45";
        yield return "11-02 07:30 6..50";
        yield return "11-02 13:00 40..60";
        yield return "11-02 19:00 6..50";
    }

    /// <summary>Each revision of the status that says other bounds than the one before.</summary>
    private static List<string> Changes(IReadOnlyList<StoreEvent> revisions)
    {
        var changes = new List<string>();
        foreach (var revision in revisions)
        {
            if (revision.Object["status"] is not { } status) continue;
            var bounds = $"{status["effectiveMinReplicas"]}..{status["effectiveMaxReplicas"]}";
            if (changes.Count == 0 || !changes[^1].EndsWith($" {bounds}", StringComparison.Ordinal))
                changes.Add(string.Create(CultureInfo.InvariantCulture, $"{revision.Time:MM-dd HH:mm} {bounds}"));
        }

        return changes;
    }

    /// <summary>Passengers per second. The hour that comes twice is one row of the trace: both together.</summary>
    private double RateAt(DateTimeOffset time)
    {
        var local = TimeZoneInfo.ConvertTime(time, NewYork).DateTime;
        var rate = _trace.RateAt(local.Date + TimeSpan.FromMinutes(Math.Floor(local.TimeOfDay.TotalMinutes / 30) * 30) - new DateTime(2014, 7, 1, 0, 0, 0, DateTimeKind.Unspecified));
        return NewYork.IsAmbiguousTime(local) ? rate / 2 : rate;
    }

    private protected static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
