using System.Text.Json.Nodes;
using FedScaler.Api;
using FedScaler.Api.Schema;
using FedScaler.EndToEnd.Tests.Scenarios.Manual;
using FedScaler.Kube.Models;

namespace FedScaler.EndToEnd.Tests.Scenarios.Operations;

/// <summary>From the CRDs of the release before to the present ones, and back: nothing is lost, and no member hears of it.</summary>
public class UpgradeTests : FleetTest
{
    [Fact]
    public async Task What_was_stored_under_the_CRDs_before_is_read_and_told_on_under_the_present_ones_and_no_member_is_written()
    {
        var fleet = await StartSandboxAsync(service: false);
        await PutBackPreviousCrdsAsync(fleet);
        await LiveAsync(fleet);
        await fleet.StopServiceAsync();
        var before = await SpecsAsync(fleet);

        foreach (var crd in CrdGenerator.All()) await fleet.Hub.ReplaceAsync(crd.ToJsonString());
        (await SpecsAsync(fleet)).ShouldBe(before, "the new schema reads what the old one stored");
        var writes = await fleet.Sandbox.CountWritesAsync(async () =>
        {
            await fleet.StartServiceAsync();
            await fleet.StepAsync(60);
        });

        writes.Where(static write => !write.StartsWith("hub: ", StringComparison.Ordinal)).ShouldBeEmpty("no member has anything to do with it");
        (await SpecsAsync(fleet)).ShouldBe(before);
        await ShouldBeToldAsync(fleet);
    }

    [Fact]
    public async Task Back_under_the_CRDs_before_all_goes_on_and_what_they_do_not_know_is_left_out()
    {
        var fleet = await StartSandboxAsync(service: false);
        await LiveAsync(fleet);
        var before = await SpecsAsync(fleet);

        await PutBackPreviousCrdsAsync(fleet);
        var writes = await fleet.Sandbox.CountWritesAsync(() => fleet.StepAsync(60));

        writes.Where(static write => !write.StartsWith("hub: ", StringComparison.Ordinal)).ShouldBeEmpty();
        (await SpecsAsync(fleet)).ShouldBe(before);
        await ShouldBeToldAsync(fleet);
        (await fleet.Sandbox.CountWritesAsync(() => fleet.StepAsync(30))).Count(static write => write.EndsWith(" status", StringComparison.Ordinal))
            .ShouldBeLessThan(3, "what is left out is not written again and again");
    }

    /// <summary>An object of every kind with a status, made by a service at work.</summary>
    private static async Task LiveAsync(Scenario fleet)
    {
        await fleet.StartServiceAsync();
        await fleet.RunEightEachAsync();
        await fleet.DeployAsync("api", replicas: 2);
        await fleet.BindAsync(6, workload: "api");
        await fleet.ScheduleAsync("{name: morning, schedule: \"0 7 * * *\", end: \"0 20 * * *\", minReplicas: 24}");
        await fleet.TakeOutAsync(await fleet.PickAsync("idc-a", 1), "mode: Replace");
        await fleet.EndOfAsync();
        await fleet.UntilBindingAsync("Ready", "UserLeads", name: "api-deployment");
        await fleet.StepAsync(120);
        await ShouldBeToldAsync(fleet);
    }

    private static async Task ShouldBeToldAsync(Scenario fleet)
    {
        foreach (var type in ApiResources.All)
        {
            foreach (var resource in await fleet.Hub.ListAsync(type, type.Namespaced ? fleet.Namespace : null))
            {
                var name = $"{type.Kind} {resource["metadata"]!["name"]}";
                var ready = Condition.Find(resource, "Ready");
                ready.Present.ShouldBeTrue($"{name} says whether it is ready: {resource["status"]?.ToJsonString()}");
                ready.IsTrue.ShouldBeTrue($"{name}: {ready.Message}");
            }
        }
    }

    private static async Task PutBackPreviousCrdsAsync(Scenario fleet)
    {
        var files = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "PreviousCrds"), "*.yaml");
        files.Length.ShouldBe(ApiResources.All.Count);
        foreach (var file in files) await fleet.Hub.ReplaceAsync(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    /// <summary>By kind and name the spec of every object on the hub, and of every HPA in the members.</summary>
    private static async Task<Dictionary<string, string>> SpecsAsync(Scenario fleet)
    {
        var specs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var type in ApiResources.All)
            foreach (var resource in await fleet.Hub.ListAsync(type, type.Namespaced ? fleet.Namespace : null)) Add("hub", type, resource);
        foreach (var member in fleet.Members)
            foreach (var hpa in await member.ListAsync(KnownResources.HorizontalPodAutoscalers, fleet.Namespace)) Add(member.Name, KnownResources.HorizontalPodAutoscalers, hpa);
        return specs;

        void Add(string cluster, ResourceType type, JsonObject resource) => specs[$"{cluster} {type.Kind} {resource["metadata"]!["name"]}"] = resource["spec"]!.ToJsonString();
    }
}
