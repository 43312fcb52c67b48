namespace FedScaler.EndToEnd.Tests.Scenarios.Operations;

/// <summary>What <c>kubectl describe</c> tells of a whole life: each thing once, in its order, and nothing besides.</summary>
public sealed class StoryTests : FleetTest
{
    [Fact]
    public async Task The_events_of_a_FedHPA_tell_its_life()
    {
        var fleet = await StartSandboxAsync();
        await fleet.DeployAsync();
        await fleet.Member("idc-b").ApplyAsync(Manifests.OwnHpa(fleet.Namespace));
        await fleet.ApplyAsync(Manifests.FedHpa(spec: "deletionPolicy: Restore\nfailover: {mode: Reassign, graceSeconds: 60}"));
        await fleet.UntilConditionAsync("Conflict");
        await fleet.StepAsync(10);
        await fleet.EditAsync("spec: {adoption: Adopt}");
        await fleet.UntilConditionAsync("Conflict", status: false);
        await fleet.StepAsync(30);

        await fleet.ScheduleAsync("{name: morning, schedule: \"10 8 * * *\", end: \"15 8 * * *\", minReplicas: 12}");
        await fleet.StepToAsync("8:20:00");

        fleet.Sandbox.Refuse("cloud-c");
        await fleet.StepAsync(120);
        fleet.Sandbox.Mend("cloud-c");
        await fleet.StepAsync(120);

        await fleet.EditAsync("spec: {maxReplicas: 500}");
        await fleet.StepAsync(30);
        await fleet.EditAsync("spec: {maxReplicas: 60}");
        await fleet.StepAsync(30);
        await fleet.EditAsync("spec: {paused: true}");
        await fleet.StepAsync(10);
        await fleet.EditAsync("spec: {paused: false}");
        await fleet.StepAsync(30);
        await fleet.DeleteFedHpaAsync();
        await fleet.UntilAsync("it is gone", async () => await fleet.FindFedHpaAsync() is null);
        await fleet.StepAsync(5);

        foreach (var (kind, name) in ((string, string)[])[("FedHPA", "web"), ("CronHPA", "peak"), ("MemberCluster", "cloud-c"), ("ReplicaBinding", "web-deployment")])
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"== {kind} {name}");
            foreach (var line in await fleet.StoryAsync(kind, name, kind == "MemberCluster" ? "default" : fleet.Namespace)) TestContext.Current.TestOutputHelper?.WriteLine(line);
        }
    }
}
