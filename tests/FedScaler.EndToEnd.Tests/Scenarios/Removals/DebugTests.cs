using FedScaler.Kube.Models;

namespace FedScaler.EndToEnd.Tests.Scenarios.Removals;

public sealed class DebugTests : FleetTest
{
    [Fact]
    public async Task Debug_it()
    {
        var fleet = await StartSandboxAsync();
        await fleet.RunEightEachAsync();
        var named = await fleet.PickAsync("idc-a", 2, 7);
        await fleet.TakeOutAsync(named);
        await fleet.StepAsync(60);
        var o = TestContext.Current.TestOutputHelper!;
        o.WriteLine((await fleet.FindScaleInAsync())!["status"]!.ToJsonString());
        foreach (var rs in await fleet.Member("idc-a").ListAsync(new ResourceType("apps", "v1", "replicasets", "ReplicaSet"), fleet.Namespace)) o.WriteLine(rs["status"]!.ToJsonString());
        foreach (var rs in await fleet.Member("idc-a").ListAsync(KnownResources.Pods, fleet.Namespace)) o.WriteLine(rs["metadata"]!["labels"]!.ToJsonString() + rs["metadata"]!["annotations"]?.ToJsonString());
        o.WriteLine((await fleet.FindHpaAsync("idc-a"))!.ToJsonString());
        o.WriteLine((await fleet.FindFedHpaAsync())!["status"]!.ToJsonString());
        true.ShouldBeFalse();
    }
}
