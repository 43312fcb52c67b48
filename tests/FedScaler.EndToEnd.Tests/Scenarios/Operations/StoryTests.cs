namespace FedScaler.EndToEnd.Tests.Scenarios.Operations;

/// <summary>What <c>kubectl describe</c> tells of a whole life: after each thing that happens what it was, and nothing besides.</summary>
public class StoryTests : FleetTest
{
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);

    [Fact]
    public async Task The_events_of_a_FedHPA_tell_its_life_thing_by_thing()
    {
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync();
        await fleet.Member("idc-b").ApplyAsync(Manifests.OwnHpa(fleet.Namespace));
        await fleet.ApplyAsync(Manifests.FedHpa(spec: "deletionPolicy: Restore\nfailover: {mode: Reassign, graceSeconds: 60}"));
        await ShouldTellAsync(fleet, 10, "it is created, and a member has an HPA of its own", "Normal SharesGiven", "Warning ForeignHPA");

        await fleet.EditAsync("spec: {adoption: Adopt}");
        await ShouldTellAsync(fleet, 60, "that HPA is taken over", "Normal HPAAdopted", "Normal NoConflict", "Normal RoomMoved", "Normal SharesChanged");

        await fleet.ScheduleAsync("{name: morning, schedule: \"10 8 * * *\", end: \"15 8 * * *\", minReplicas: 12}");
        await fleet.StepToAsync("8:12:00");
        await ShouldTellAsync(fleet, 0, "a window begins", "Normal ScheduleStarted", "Normal SharesChanged");
        await fleet.StepToAsync("8:17:00");
        await ShouldTellAsync(fleet, 0, "it ends", "Normal ScheduleEnded", "Normal SharesChanged");

        fleet.Sandbox.Refuse("cloud-c");
        await ShouldTellAsync(fleet, 30, "a member falls silent", "Warning SharesKept");
        await ShouldTellAsync(fleet, 90, "its share is lent", "Warning SharesLent", "Normal SharesChanged");
        fleet.Sandbox.Mend("cloud-c");
        await ShouldTellAsync(fleet, 120, "it is back", "Normal AllAnswer", "Normal SharesChanged");

        await fleet.EditAsync("spec: {maxReplicas: 500}");
        await ShouldTellAsync(fleet, 30, "more is asked for than the fleet holds", "Warning FleetFull", "Normal SharesChanged");
        await fleet.EditAsync("spec: {maxReplicas: 60}");
        await ShouldTellAsync(fleet, 30, "and less again", "Normal CapacitySuffices", "Normal SharesChanged");

        await fleet.EditAsync("spec: {paused: true}");
        await ShouldTellAsync(fleet, 10, "it is paused", "Normal BySpec");
        await fleet.EditAsync("spec: {paused: false}");
        await ShouldTellAsync(fleet, 30, "and goes on", "Normal NotPaused");

        await fleet.DeleteFedHpaAsync();
        await fleet.UntilAsync("it is gone", async () => await fleet.FindFedHpaAsync() is null);
        await ShouldTellAsync(fleet, 5, "it is deleted", "Normal Undone");
        // Of Karmada's Clusters Karmada tells.
        if (!fleet.IsKarmada) (await fleet.StoryAsync("MemberCluster", "cloud-c", "default")).Select(ReasonOf).ShouldBe(["Normal MemberReady", "Warning Unreachable", "Normal MemberReady"]);
    }

    /// <summary>Lets time pass, and expects new events for these reasons, in any order and each at least once.</summary>
    private async Task ShouldTellAsync(Scenario fleet, double seconds, string what, params string[] reasons)
    {
        await fleet.StepAsync(seconds);
        var news = (await fleet.StoryAsync("FedHPA", "web", fleet.Namespace)).Where(_told.Add).Select(ReasonOf).Distinct().Order(StringComparer.Ordinal);
        news.ShouldBe(reasons.Order(StringComparer.Ordinal), what);
    }

    private static string ReasonOf(string told) => told[..told.IndexOf(':', StringComparison.Ordinal)];
}
