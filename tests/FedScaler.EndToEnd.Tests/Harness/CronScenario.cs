using System.Globalization;
using System.Text.Json.Nodes;
using FedScaler.Api;

namespace FedScaler.EndToEnd.Tests.Harness;

/// <summary>The words in which tests speak of schedules. Times of day are UTC's on the day on which scenarios begin.</summary>
internal static class CronScenario
{
    /// <summary>A FedHPA of 6 to 60 that is in force, with a workload that runs in every member.</summary>
    public static async Task ShareOutAsync(this Scenario fleet, int min = 6, int max = 60)
    {
        await fleet.DeployAsync();
        await fleet.ApplyAsync(Manifests.FedHpa(min, max));
        await fleet.UntilReadyAsync();
    }

    /// <summary>Applies a CronHPA.</summary>
    /// <param name="rules">Its rules, one a line, in braces.</param>
    /// <param name="spec">Further lines of the spec, not indented.</param>
    public static Task ScheduleAsync(this Scenario fleet, string rules, string name = "peak", string spec = "", string apiVersion = "fedscaler.io/v1alpha1", string kind = "FedHPA", string target = "web") => fleet.ApplyAsync(
        $$"""
        apiVersion: fedscaler.io/v1alpha1
        kind: CronHPA
        metadata: {name: {{name}}, namespace: NAMESPACE}
        spec:
          scaleTargetRef: {apiVersion: {{apiVersion}}, kind: {{kind}}, name: {{target}}}
          rules:
        {{string.Concat(rules.Split('\n').Select(static rule => $"  - {rule}\n"))}}{{string.Concat(spec.Split('\n').Select(static line => $"  {line}\n"))}}
        """);

    public static Task EditScheduleAsync(this Scenario fleet, string patch, string name = "peak") =>
        fleet.Hub.PatchAsync(ApiResources.CronHpas, fleet.Namespace, name, patch);

    public static Task UnscheduleAsync(this Scenario fleet, string name = "peak") => fleet.Hub.DeleteAsync(ApiResources.CronHpas, fleet.Namespace, name);

    /// <summary>Lets time pass up to a time of day.</summary>
    public static Task StepToAsync(this Scenario fleet, string time)
    {
        var now = fleet.Sandbox.Now;
        return fleet.StepAsync((now.Date + TimeSpan.Parse(time, CultureInfo.InvariantCulture) - now.UtcDateTime).TotalSeconds);
    }

    /// <summary>What the members may run in all.</summary>
    public static async Task<Share> SumAsync(this Scenario fleet, string name = "web")
    {
        var shares = (await fleet.SharesAsync(name)).Values;
        return new Share(shares.Sum(static share => share.Min), shares.Sum(static share => share.Max));
    }

    /// <summary>What the FedHPA says that holds, after schedules.</summary>
    public static async Task<Share> EffectiveAsync(this Scenario fleet, string name = "web")
    {
        var status = await fleet.StatusAsync(name);
        return new Share((int?)status["effectiveMinReplicas"] ?? 0, (int?)status["effectiveMaxReplicas"] ?? 0);
    }

    /// <summary>The FedHPA's activeSchedules, with blanks between.</summary>
    public static async Task<string> ActiveAsync(this Scenario fleet, string name = "web") => Join((await fleet.StatusAsync(name))["activeSchedules"]);

    /// <summary>
    /// Fails unless shares and status say the same: this. In the direct mode at this instant; Karmada carries the shares in its own
    /// time, and a write that it came in the way of is made again in the next look.
    /// </summary>
    public static async Task ShouldHoldAsync(this Scenario fleet, int min, int max, string active)
    {
        var bounds = new Share(min, max);
        if (fleet.IsKarmada)
        {
            await fleet.UntilAsync(
                $"{min} to {max} hold, by \"{active}\"",
                async () => await fleet.SumAsync() == bounds && await fleet.EffectiveAsync() == bounds && await fleet.ActiveAsync() == active, TimeSpan.FromSeconds(10));
            return;
        }

        (await fleet.SumAsync()).ShouldBe(bounds);
        (await fleet.EffectiveAsync()).ShouldBe(bounds);
        (await fleet.ActiveAsync()).ShouldBe(active);
    }

    public static async Task<JsonObject> FindScheduleAsync(this Scenario fleet, string name = "peak") =>
        await fleet.Hub.FindAsync(ApiResources.CronHpas, fleet.Namespace, name) ?? [];

    public static async Task<Condition> ScheduleConditionAsync(this Scenario fleet, string type, string name = "peak") =>
        Condition.Find(await fleet.FindScheduleAsync(name), type);

    /// <summary>The history, oldest first, as "EDGE rule HH:mm result".</summary>
    public static async Task<IReadOnlyList<string>> HistoryAsync(this Scenario fleet, string name = "peak") =>
    [
        .. from entry in (await fleet.FindScheduleAsync(name))["status"]?["history"]?.AsArray().Reverse() ?? []
           select $"{entry["edge"]} {entry["rule"]} {(DateTimeOffset)entry["scheduledTime"]!:HH:mm} {entry["result"]}",
    ];

    private static string Join(JsonNode? names) => string.Join(' ', (names as JsonArray ?? []).Select(static name => (string?)name));
}
