using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using FedScaler.Api;
using FedScaler.Cli.Tests.Support;
using FedScaler.Kube.Models;
using FedScaler.SandboxHost;
using Shouldly;
using Xunit;

namespace FedScaler.Cli.Tests.Status;

/// <summary>The command over HTTP, on a hub whose objects say what a service would have written.</summary>
public sealed class StatusCommandTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private SimulatedFleet _fleet = null!;

    public async ValueTask InitializeAsync()
    {
        _fleet = await SimulatedFleet.StartAsync(new SimulatedFleetOptions { Time = TimeProvider.System }, TestContext.Current.CancellationToken);
        await _fleet.Servers.WriteKubeconfigsAsync(_folder.Path, TestContext.Current.CancellationToken);
        await using var hub = _fleet.Connect("hub");
        foreach (var sample in (string[])["namespace.yaml", "fedhpa-minimal.yaml"]) await Manifests.ApplyAsync(hub, RepositoryFiles.PathOf("samples", sample), TestContext.Current.CancellationToken);
        Put(HubObjects.WebStatus());
    }

    public async ValueTask DisposeAsync()
    {
        await _fleet.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task One_application_is_shown_over_all_its_clusters_and_exits_0_when_it_is_Ready()
    {
        var run = await StatusAsync("-n", "shop", "web");

        run.ExitCode.ShouldBe(0, run.Error);
        run.Output.ShouldContain("FedHPA shop/web of Deployment web: 6–60 replicas, in force 40–60 by peak/morning");
        run.Output.ShouldContain("current 41, desired 43, ready 40  Ready");
        Row(run.Output, "idc-a").ShouldBe(["idc-a", "Active", "20–30", "22", "24", "22", "31", "0", "answers", "room", "moved", "here:", "at", "its", "max"]);
        Row(run.Output, "idc-b")[1].ShouldBe("Silent");
        run.Output.ShouldContain("MembersSilent (SharesKept): idc-b with 20");
        run.Output.Contains('\u001b', StringComparison.Ordinal).ShouldBeFalse("no colours where nobody looks");
    }

    [Fact]
    public async Task One_that_is_not_Ready_exits_1_and_says_why()
    {
        Put(HubObjects.WebStatus(ready: false));

        var run = await StatusAsync("-n", "shop", "web");

        run.ExitCode.ShouldBe(1);
        run.Output.ShouldContain("Ready (Paused): the service's brake is on");
    }

    [Fact]
    public async Task A_change_that_nobody_has_seen_yet_is_not_Ready()
    {
        Put(HubObjects.WebStatus(generation: 0));

        var run = await StatusAsync("-n", "shop", "web");

        run.ExitCode.ShouldBe(1);
        run.Output.ShouldContain("its last change has not been seen yet");
    }

    [Fact]
    public async Task Without_a_name_there_is_a_line_for_each()
    {
        var run = await StatusAsync("-A");

        run.ExitCode.ShouldBe(0, run.Error);
        Row(run.Output, "shop")[..8].ShouldBe(["shop", "web", "Deployment", "web", "6–60", "40–60", "41", "43"]);
    }

    [Fact]
    public async Task Json_says_the_same()
    {
        var run = await StatusAsync("-n", "shop", "web", "-o", "json");

        run.ExitCode.ShouldBe(0, run.Error);
        using var report = JsonDocument.Parse(run.Output);
        var application = report.RootElement.GetProperty("applications")[0];
        application.GetProperty("effective").GetProperty("min").GetInt32().ShouldBe(40);
        application.GetProperty("clusters").EnumerateArray().Select(static cluster => cluster.GetProperty("name").GetString()).ShouldBe(["idc-a", "idc-b"]);
    }

    [Theory]
    [InlineData("webb", "there is no FedHPA webb in namespace shop; did you mean web?")]
    [InlineData("rb/web", "there is no ReplicaBinding web in namespace shop")]
    [InlineData("other", "there is no FedHPA other in namespace shop")]
    public async Task One_that_is_not_there_is_refused_with_the_name_that_is_near(string name, string message)
    {
        var run = await StatusAsync("-n", "shop", name);

        run.ExitCode.ShouldBe(2);
        run.Error.Trim().ShouldBe(message);
    }

    [Theory]
    [InlineData("-A goes with neither", "-A", "web")]
    [InlineData("neither NAME nor rb/NAME", "shop/web")]
    [InlineData("--watch goes with", "--watch", "-o", "json")]
    public async Task What_does_not_go_together_is_refused(string message, params string[] args)
    {
        var run = await StatusAsync(args);

        run.ExitCode.ShouldNotBe(0);
        run.Error.ShouldContain(message);
    }

    [Fact]
    public async Task Nothing_is_written()
    {
        var before = _fleet.Servers.Hub.Store.Revision;

        await StatusAsync("-A");
        await StatusAsync("-n", "shop", "web", "-o", "wide");

        _fleet.Servers.Hub.Store.Revision.ShouldBe(before);
    }

    [Fact]
    public async Task Watched_it_tells_what_changes_and_ends_cleanly_when_it_is_interrupted()
    {
        using var signal = new CancellationTokenSource(TimeSpan.FromSeconds(60), TimeProvider.System);
        using var output = new CancellingWriter("idc-b: Active", signal);
        using var error = new StringWriter();
        string[] args = ["status", "-n", "shop", "web", "--watch", "--kubeconfig", _folder.PathOf("hub.kubeconfig")];
        var running = Task.Run(() => Program.RunAsync(args, TextReader.Null, new InvocationConfiguration { Output = output, Error = error }, signal.Token), TestContext.Current.CancellationToken);

        // However often: it is told once that it is so, whether before or after the first look.
        while (!running.IsCompleted && !output.ToString().Contains("idc-b: Silent", StringComparison.Ordinal)) await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, TestContext.Current.CancellationToken);
        Put(HubObjects.WebStatus(state: "Active"));

        (await running).ShouldBe(130, error.ToString());
        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => line.TrimEnd()[10..]).ToList();
        lines.Count(static line => line.StartsWith("shop/web idc-a: Active 20–30", StringComparison.Ordinal)).ShouldBe(1, "what did not change is told once");
        lines.ShouldContain(static line => line.StartsWith("shop/web idc-b: Active 10–30", StringComparison.Ordinal));
    }

    private Task<CommandLine> StatusAsync(params string[] args) => CommandLine.RunAsync(["status", "--kubeconfig", _folder.PathOf("hub.kubeconfig"), .. args]);

    private void Put(JsonObject status) => _fleet.Servers.Hub.Store.Update(ApiResources.FedHpas, new ObjectKey("shop", "web"), value =>
    {
        value["status"] = status.DeepClone();
        return true;
    });

    private static string[] Row(string output, string first) =>
        output.Split('\n').First(line => line.TrimStart().StartsWith($"{first} ", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
