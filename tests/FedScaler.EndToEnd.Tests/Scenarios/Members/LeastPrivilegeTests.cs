namespace FedScaler.EndToEnd.Tests.Scenarios.Members;

/// <summary>With exactly the rights that <c>member add</c> grants, and members that enforce them, everything works.</summary>
public sealed class LeastPrivilegeTests : FleetTest
{
    [Fact]
    public async Task Shares_schedules_and_removals_work_with_the_rights_that_adding_a_member_grants()
    {
        var fleet = await StartSandboxAsync(service: false);
        await fleet.RegisterAsync();
        await fleet.StartServiceAsync();
        await fleet.RunEightEachAsync();
        foreach (var member in fleet.Members) (await fleet.MemberConditionAsync("CapacityKnown", member.Name)).IsTrue.ShouldBeTrue(member.Name);

        string[] named = [.. await fleet.PickAsync("idc-a", 1), .. await fleet.PickAsync("idc-b", 3)];
        await fleet.TakeOutAsync(named);
        (await fleet.EndOfAsync()).ShouldBe("Completed");

        await fleet.ScheduleAsync("{name: all, schedule: \"0 0 * * *\", duration: 23h, minReplicas: 36}");
        await fleet.UntilAsync("the floor is there", async () => (int?)(await fleet.StatusAsync())["effectiveMinReplicas"] == 36);
        await fleet.UntilAsync("the members have it", async () => (await fleet.SharesAsync()).Values.Sum(static share => share.Min) == 36);

        await fleet.DeleteFedHpaAsync();
        await fleet.UntilAsync("it is gone", async () => await fleet.FindFedHpaAsync() is null);
        ShouldNotHaveBeenForbidden(fleet);
    }

    [Fact]
    public async Task What_was_adopted_is_given_back_with_those_rights()
    {
        var fleet = await StartSandboxAsync(service: false);
        await fleet.RegisterAsync();
        await fleet.DeployAsync();
        await fleet.Member("idc-a").ApplyAsync(Manifests.OwnHpa(fleet.Namespace, name: "web"));
        await fleet.StartServiceAsync();
        await fleet.ApplyAsync(Manifests.FedHpa(spec: "adoption: Adopt\ndeletionPolicy: Restore"));
        await fleet.UntilReadyAsync();

        await fleet.DeleteFedHpaAsync();
        await fleet.UntilAsync("it is gone", async () => await fleet.FindFedHpaAsync() is null);

        (await fleet.ShareAsync("idc-a")).ShouldBe(new Share(2, 9));
        ShouldNotHaveBeenForbidden(fleet);
    }

    [Fact]
    public async Task A_users_count_is_divided_with_those_rights()
    {
        var fleet = await StartSandboxAsync(service: false);
        await fleet.RegisterAsync();
        await fleet.DeployAsync();
        await fleet.StartServiceAsync();
        await fleet.ApplyAsync(
            """
            apiVersion: fedscaler.io/v1alpha1
            kind: ReplicaBinding
            metadata: {name: web-deployment, namespace: NAMESPACE}
            spec:
              scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
              replicas: 12
            """);

        await fleet.UntilAsync("twelve run", async () =>
        {
            var sum = 0;
            foreach (var member in fleet.Members) sum += await fleet.RunsAsync(member.Name);
            return sum == 12;
        });
        ShouldNotHaveBeenForbidden(fleet);
    }

    /// <summary>A right that is missing shows in the log at least, whatever came of it.</summary>
    private static void ShouldNotHaveBeenForbidden(Scenario fleet) =>
        fleet.Sandbox.Log.Where(static line => line.Contains("forbidden", StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty();
}
