using System.Text.Json;
using FedScaler.Cli.Tests.Support;
using FedScaler.Plan;
using Shouldly;
using Spectre.Console;
using Xunit;

namespace FedScaler.Cli.Tests.Plan;

public sealed class PlanCommandTests : IDisposable
{
    private static readonly string Resource = RepositoryFiles.PathOf("samples", "fedhpa-minimal.yaml");
    private static readonly string Fleet = RepositoryFiles.PathOf("samples", "plan", "fleet.yaml");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_table_has_a_row_for_every_member_with_its_share_and_the_reason()
    {
        var run = await CommandLine.RunAsync("plan", "-f", Resource, "--fleet", Fleet);

        run.ExitCode.ShouldBe(0, run.Error);
        run.Output.ShouldContain("web: 6 to 60 replicas over 3 clusters");
        var row = run.Output.Split('\n').Single(line => line.Contains("idc-a", StringComparison.Ordinal));
        row.Split(' ', StringSplitOptions.RemoveEmptyEntries)[..4].ShouldBe(["idc-a", "Active", "3", "24"]);
        row.ShouldContain("room moved here: it wants 24 and had at most 18");
        run.Output.ShouldContain("Balanced is True");
        run.Output.ShouldNotContain("\u001b");
    }

    [Fact]
    public async Task Json_says_the_same_and_the_maxima_add_up()
    {
        var run = await CommandLine.RunAsync("plan", "-f", Resource, "--fleet", Fleet, "-o", "json");

        run.ExitCode.ShouldBe(0, run.Error);
        using var plan = JsonDocument.Parse(run.Output);
        plan.RootElement.GetProperty("effectiveMax").GetInt32().ShouldBe(60);
        var clusters = plan.RootElement.GetProperty("clusters").EnumerateArray().ToList();
        clusters.Select(cluster => cluster.GetProperty("name").GetString()).ShouldBe(["cloud-c", "idc-a", "idc-b"]);
        clusters.Sum(cluster => cluster.GetProperty("maxReplicas").GetInt32()).ShouldBe(60);
        clusters.Sum(cluster => cluster.GetProperty("minReplicas").GetInt32()).ShouldBe(6);
    }

    [Theory]
    [InlineData("minReplicas: 6", "minReplicas: 90", "spec.minReplicas")]
    [InlineData("maxReplicas: 60", "maxReplica: 60", "maxReplicas")]
    [InlineData("kind: FedHPA", "kind: FedHPB", "kind")]
    [InlineData("maxReplicas: 60", "maxReplicas: sixty", "spec.maxReplicas")]
    public async Task A_FedHPA_that_is_not_valid_is_refused_by_the_field(string from, string to, string field)
    {
        var file = _folder.Write("bad.yaml", (await File.ReadAllTextAsync(Resource)).Replace(from, to, StringComparison.Ordinal));

        var run = await CommandLine.RunAsync("plan", "-f", file, "--fleet", Fleet);

        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain(field);
        run.Output.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("clusters: [{name: a, runs: -1}]", "clusters[0].runs", "negative")]
    [InlineData("clusters: [{name: a}, {name: a}]", "clusters[1].name", "twice")]
    [InlineData("clusters: [{name: a, minReplicas: 2}]", "clusters[0].maxReplicas", "give both, or neither")]
    [InlineData("clusters: [{runs: 1}]", "clusters[0].name", "required")]
    [InlineData("clusters: [{name: a, room: 1}]", "clusters[0]", "unknown")]
    [InlineData("members: []", "clusters", "required")]
    public async Task A_fleet_that_is_not_valid_is_refused_by_the_field_and_what_mends_it(string fleet, string field, string mend)
    {
        var run = await CommandLine.RunAsync("plan", "-f", Resource, "--fleet", _folder.Write("fleet.yaml", fleet));

        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain(field);
        run.Error.ShouldContain(mend);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_named()
    {
        var run = await CommandLine.RunAsync("plan", "-f", _folder.PathOf("nowhere.yaml"), "--fleet", Fleet);

        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("nowhere.yaml");
    }

    [Theory]
    [InlineData]
    [InlineData("-f", "x.yaml")]
    [InlineData("--batch", "--fleet", "x.yaml")]
    [InlineData("--kubeconfig", "x", "-f", "x.yaml", "shop/web")]
    public async Task What_does_not_go_together_is_refused_with_what_does(params string[] options)
    {
        var run = await CommandLine.RunAsync(["plan", .. options]);

        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("-f FEDHPA.yaml and --fleet FLEET.yaml");
    }

    [Fact]
    public void In_80_columns_names_and_numbers_stay_whole()
    {
        var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = 80;
        var plan = new PlanResult(6, 60, [new PlannedCluster("production-eu-central-1", "Excluded", 1000, 2000, "there is no Deployment web in namespace shop: create it, or take the member out")], []);

        PlanTable.Write(plan, "shop/web", console);

        var lines = output.ToString().Split(Environment.NewLine);
        lines.ShouldAllBe(line => line.Length <= 80);
        var row = lines.Single(line => line.Contains("production", StringComparison.Ordinal));
        row.Split(' ', StringSplitOptions.RemoveEmptyEntries)[..4].ShouldBe(["production-eu-central-1", "Excluded", "1000", "2000"]);
    }
}
