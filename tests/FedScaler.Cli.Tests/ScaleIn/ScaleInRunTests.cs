using System.CommandLine;
using System.Text.Json;
using FedScaler.Api;
using FedScaler.Api.Json;
using FedScaler.Api.ScaleIns;
using FedScaler.Cli.Tests.Support;
using FedScaler.SandboxHost;
using FedScaler.ScaleIns;
using FedScaler.ScaleIns.View;
using Shouldly;
using Xunit;

namespace FedScaler.Cli.Tests.ScaleIns;

/// <summary>The command over HTTP, against a hub on which a script stands in for the service.</summary>
public sealed class ScaleInRunTests : IAsyncLifetime
{
    private static readonly string[] Pods = ["--pod", "idc-a/web-1", "idc-b/web-2"];

    private readonly TemporaryFolder _folder = new();
    private SimulatedFleet _fleet = null!;

    public async ValueTask InitializeAsync()
    {
        _fleet = await SimulatedFleet.StartAsync(new SimulatedFleetOptions { Time = TimeProvider.System, Members = 1 }, TestContext.Current.CancellationToken);
        await _fleet.Servers.WriteKubeconfigsAsync(_folder.Path, TestContext.Current.CancellationToken);
        await using var hub = _fleet.Connect("hub");
        await Manifests.ApplyAsync(hub, RepositoryFiles.PathOf("samples", "namespace.yaml"), TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _fleet.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Without_waiting_it_is_created_and_the_way_to_follow_it_is_told()
    {
        var run = await ScaleInAsync([.. Pods, "--mode", "Cap", "--guarantee", "BestEffort", "--deadline", "5m"]);

        run.ExitCode.ShouldBe(0, run.Error);
        var created = Left().ShouldHaveSingleItem();
        created.Metadata.Name.ShouldMatch("^web-[a-z0-9]{5}$");
        (created.Spec.Mode, created.Spec.Guarantee, created.Spec.DeadlineSeconds).ShouldBe((ScaleInMode.Cap, ScaleInGuarantee.BestEffort, 300));
        created.Spec.Pods.Select(static pod => $"{pod.Cluster}/{pod.Name}").ShouldBe(["idc-a/web-1", "idc-b/web-2"]);
        run.Output.ShouldContain($"created ScaleIn shop/{created.Metadata.Name}: 2 pods of Deployment web, mode Cap, guarantee BestEffort");
        run.Output.ShouldContain($"kubectl -n shop get si {created.Metadata.Name} -w");
    }

    [Fact]
    public async Task One_that_is_completed_is_told_line_by_line_and_exits_0()
    {
        await using var service = new ScriptedService(Hub, Statuses.Pending("idc-b: until it can be reached"), Statuses.Committed, Statuses.Completed);

        var run = await ScaleInAsync([.. Pods, "--wait", "--name", "drop"]);

        run.ExitCode.ShouldBe(0, run.Error);
        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => line.Length > 10 && line[2] == ':' ? line[10..] : line).ToList();
        lines.ShouldBe(
        [
            "created ScaleIn shop/drop: 2 pods of Deployment web, mode Shrink, guarantee Exact",
            "phase Pending", "idc-a Preparing, replicas 5 → 4", "idc-b Preparing, replicas 3 → 2", "idc-a/web-1 Bound", "idc-b/web-2 Bound", "waits: idc-b: until it can be reached",
            "phase Committed", "idc-a Committed, replicas 5 → 4", "idc-b Committed, replicas 3 → 2", "idc-a/web-1 Deleted: deleted", "idc-b/web-2 Deleted: deleted",
            "phase Completed", "idc-a Released, replicas 5 → 4", "idc-b Released, replicas 3 → 2",
            "Completed: 2 of 2 pods taken out; replicas: idc-a 5 → 4, idc-b 3 → 2",
        ]);
        run.Output.ShouldNotContain("\u001b");
    }

    [Fact]
    public async Task One_that_is_refused_names_each_field_and_what_would_help_and_exits_2()
    {
        await using var service = new ScriptedService(Hub, Statuses.Refused);

        var run = await ScaleInAsync([.. Pods, "--wait"]);

        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("spec.pods[1].name (idc-b/web-2): pod web-2 in idc-b does not belong to web (ForeignPod)");
        run.Error.ShouldContain("what would help: name pods of the workload only");
        run.Error.ShouldContain("spec.scaleTargetRef: web in idc-a is being rolled out or scaled (RolloutInProgress)");
        run.Error.ShouldContain("nothing was changed");
    }

    [Fact]
    public async Task One_that_is_aborted_says_why_and_that_all_is_put_back_and_exits_1()
    {
        await using var service = new ScriptedService(Hub, Statuses.Pending(), Statuses.Aborted);

        var run = await ScaleInAsync([.. Pods, "--wait"]);

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("Aborted (DeadlineExceeded): the deadline has passed while waiting: idc-b: until it can be reached");
        run.Error.ShouldContain("no pod was taken out");
        run.Error.ShouldContain("idc-b/web-2 Remains: left where it is");
    }

    [Fact]
    public async Task One_that_failed_half_way_says_what_remains_and_exits_1()
    {
        await using var service = new ScriptedService(Hub, Statuses.Pending(), Statuses.Failed);

        var run = await ScaleInAsync([.. Pods, "--wait"]);

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("1 of 2 pods taken out");
        run.Error.ShouldContain("idc-b/web-2 Remains: its cluster cannot be reached");
    }

    [Fact]
    public async Task One_that_is_not_over_in_time_goes_on_and_exits_3()
    {
        await using var service = new ScriptedService(Hub, Statuses.Pending("idc-b: until it can be reached"));

        var run = await ScaleInAsync([.. Pods, "--wait", "--timeout", "1s"]);

        run.ExitCode.ShouldBe(3);
        run.Error.ShouldContain("not over after 1 s");
        run.Error.ShouldContain($"kubectl -n shop delete si {Left().ShouldHaveSingleItem().Metadata.Name}");
    }

    [Fact]
    public async Task One_that_somebody_deletes_meanwhile_is_told_so_and_exits_1()
    {
        await using var service = new ScriptedService(Hub);
        var running = ScaleInAsync([.. Pods, "--wait"]);
        await service.DeleteAsync();

        var run = await running;

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("was deleted before it was over");
    }

    [Fact]
    public async Task Ctrl_C_ends_the_waiting_and_leaves_the_ScaleIn()
    {
        await using var service = new ScriptedService(Hub, Statuses.Pending());
        using var signal = new CancellationTokenSource();
        using var output = new CancellingWriter("phase Pending", signal);
        var error = new StringWriter();

        var code = await Program.RunAsync(
            ["scale-in", "shop/web", .. Pods, "--wait", "--kubeconfig", _folder.PathOf("hub.kubeconfig")], TextReader.Null,
            new InvocationConfiguration { Output = output, Error = error }, signal.Token);

        code.ShouldBe(130);
        error.ToString().ShouldContain("stopped waiting, at phase Pending");
        error.ToString().ShouldContain("goes on");
        Left().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Ctrl_C_in_a_dry_run_leaves_nothing_behind()
    {
        await using var service = new ScriptedService(Hub);
        using var signal = new CancellationTokenSource();
        var running = Program.RunAsync(
            ["scale-in", "shop/web", .. Pods, "--dry-run", "--kubeconfig", _folder.PathOf("hub.kubeconfig")], TextReader.Null,
            new InvocationConfiguration { Output = TextWriter.Null, Error = TextWriter.Null }, signal.Token);
        await service.CreatedAsync();

        await signal.CancelAsync();

        (await running).ShouldBe(130);
        Left().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_dry_run_says_what_would_go_and_leaves_nothing_behind()
    {
        await using var service = new ScriptedService(Hub, Statuses.Foreseen);

        var run = await ScaleInAsync([.. Pods, "--dry-run"]);

        run.ExitCode.ShouldBe(0, run.Error);
        (await service.CreatedAsync()).Spec.DryRun.ShouldBeTrue();
        run.Output.ShouldContain("would go: idc-a/web-1");
        run.Output.ShouldContain("note: idc-a: these would go first, though not named: web-9");
        run.Output.ShouldContain("It would be done: 2 of 2 pods would go; replicas: idc-a 5 → 4, idc-b 3 → 2. Nothing was changed.");
        Left().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_dry_run_that_is_refused_exits_2_and_leaves_nothing_behind()
    {
        await using var service = new ScriptedService(Hub, Statuses.Refused);

        var run = await ScaleInAsync([.. Pods, "--dry-run"]);

        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("what would help: wait until it has settled");
        Left().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Where_no_service_looks_at_it_that_is_said_and_only_a_dry_run_is_taken_back(bool dryRun)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var arguments = new ScaleInArguments { Workload = "shop/web", Pods = [new PodArgument("--pod", "idc-a/web-1")], DryRun = dryRun, Wait = true, Kubeconfig = _folder.PathOf("hub.kubeconfig") };
        var options = arguments.Read([])! with { Patience = TimeSpan.FromMilliseconds(300) };

        var code = await ScaleInRun.RunAsync(options, new SilentScaleInView(), new ScaleInOutput(output, error, json: false), TimeProvider.System, TestContext.Current.CancellationToken);

        code.ShouldBe(1);
        error.ToString().ShouldContain("is `fedscaler run` running against this hub?");
        Left().Count.ShouldBe(dryRun ? 0 : 1);
    }

    [Fact]
    public async Task As_json_the_ScaleIn_is_all_that_is_printed()
    {
        await using var service = new ScriptedService(Hub, Statuses.Pending(), Statuses.Completed);

        var run = await ScaleInAsync([.. Pods, "--wait", "-o", "json"]);

        run.ExitCode.ShouldBe(0, run.Error);
        JsonSerializer.Deserialize(run.Output, ApiJson.Default.ScaleIn)!.Status!.Phase.ShouldBe(ScaleInPhase.Completed);
        run.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task Pods_are_read_from_standard_input()
    {
        var run = await CommandLine.RunAsync("# slow\nidc-a/web-1\n\nidc-b/web-2@77\n", ["scale-in", "shop/web", "--from-file", "-", "--kubeconfig", _folder.PathOf("hub.kubeconfig")]);

        run.ExitCode.ShouldBe(0, run.Error);
        Left().ShouldHaveSingleItem().Spec.Pods.Select(static pod => (pod.Cluster, pod.Name, pod.Uid)).ShouldBe([("idc-a", "web-1", null), ("idc-b", "web-2", "77")]);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_refused_by_its_path()
    {
        var run = await ScaleInAsync("--from-file", _folder.PathOf("nowhere.txt"));

        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("--from-file");
        run.Error.ShouldContain("nowhere.txt");
    }

    [Fact]
    public async Task What_is_wrong_with_the_arguments_is_told_before_anything_is_written()
    {
        var revision = Hub.Store.Revision;

        var run = await ScaleInAsync("--pod", "web-1", "idc-a/web-2", "idc-a/web-2");

        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("--pod web-1: names no cluster");
        run.Error.ShouldContain("--pod idc-a/web-2: idc-a/web-2 is named before");
        Hub.Store.Revision.ShouldBe(revision);
    }

    [Fact]
    public async Task A_name_that_is_taken_is_refused_with_a_mend()
    {
        (await ScaleInAsync([.. Pods, "--name", "drop"])).ExitCode.ShouldBe(0);

        var run = await ScaleInAsync([.. Pods, "--name", "drop"]);

        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("--name drop: is taken");
    }

    [Fact]
    public async Task A_namespace_that_the_hub_has_not_is_refused_with_a_mend()
    {
        var run = await CommandLine.RunAsync(["scale-in", "elsewhere/web", .. Pods, "--kubeconfig", _folder.PathOf("hub.kubeconfig")]);

        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("is there a namespace elsewhere");
    }

    [Fact]
    public async Task A_hub_that_does_not_answer_exits_1()
    {
        Hub.Faults.RefuseConnections = true;

        var run = await ScaleInAsync(Pods);

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("the hub of");
    }

    private Sandbox.Hosting.SandboxCluster Hub => _fleet.Servers.Hub;

    private Task<CommandLine> ScaleInAsync(params string[] args) =>
        CommandLine.RunAsync(["scale-in", "shop/web", .. args, "--kubeconfig", _folder.PathOf("hub.kubeconfig")]);

    private List<ScaleIn> Left() => [.. Hub.Store.List(ApiResources.ScaleIns).Select(static value => value.Deserialize(ApiJson.Default.ScaleIn)!)];
}
