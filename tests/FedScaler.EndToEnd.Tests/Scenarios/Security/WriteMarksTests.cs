using System.Collections.Concurrent;
using FedScaler.Kube.Karmada;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Faults;

namespace FedScaler.EndToEnd.Tests.Scenarios.Security;

/// <summary>Every write says whose it is: an audit log explains every change.</summary>
public class WriteMarksTests : FleetTest
{
    [Fact]
    public async Task Every_write_names_its_field_manager_and_every_HPA_its_owner()
    {
        var fleet = await StartSandboxAsync(service: false);
        await fleet.DeployAsync();
        await fleet.ApplyAsync(Manifests.FedHpa(spec: "deletionPolicy: Delete"));
        var writes = new ConcurrentQueue<(string Cluster, WriteInfo Write)>();
        foreach (var cluster in fleet.Sandbox.Servers.Clusters)
        {
            cluster.Faults.OnWrite = write =>
            {
                writes.Enqueue((cluster.Name, write));
                return WriteFate.Proceed;
            };
        }

        await fleet.StartServiceAsync();
        await fleet.UntilReadyAsync();
        await fleet.UntilAsync("the shares add up", async () => (await fleet.SharesAsync()).Values.Sum(static share => share.Max) == 60);
        foreach (var member in fleet.Members)
        {
            var metadata = (await fleet.FindHpaAsync(member.Name))!["metadata"]!;
            ((string?)metadata["annotations"]!["fedscaler.io/owner"]).ShouldBe($"{fleet.Namespace}/web");
            ((string?)metadata["labels"]!["app.kubernetes.io/managed-by"]).ShouldBe("fedscaler");
        }

        // On Karmada all goes to the hub, which carries it on.
        writes.Select(static one => one.Cluster).Distinct().Count().ShouldBe(fleet.IsKarmada ? 1 : 4);
        // A deletion has no field manager: it names the uid of what it deletes instead.
        writes.Where(static one => one.Write.Verb != "DELETE" && !one.Write.FieldManager.StartsWith("fedscaler", StringComparison.Ordinal))
            .Select(static one => $"{one.Cluster}: {one.Write.Verb} {one.Write.Resource} {one.Write.Key}").ShouldBeEmpty();
        writes.ShouldAllBe(static one => one.Write.UserAgent.StartsWith("fedscaler/", StringComparison.Ordinal));
        var shares = fleet.IsKarmada ? KarmadaResources.Works : KnownResources.HorizontalPodAutoscalers;
        writes.ShouldContain(one => one.Write.Resource == shares);
    }
}
