using FedScaler.Api;
using FedScaler.Kube.Karmada;
using FedScaler.Migrate;
using FedScaler.Migrate.ControlPlane;
using FedScaler.Migrate.FederatedHpas;
using Shouldly;
using Xunit;

namespace FedScaler.Cli.Tests.Migrate;

/// <summary>The whole way in and out again on a simulated Karmada, watching what runs in the members all the while.</summary>
public sealed class FederatedHpaRunTests : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public async Task A_dry_run_shows_every_step_and_writes_nothing()
    {
        await using var application = await KarmadaApplication.StartAsync();

        (await RunAsync(application, static options => options with { DryRun = true })).ShouldBe(ExitCodes.Success, _error.ToString());

        foreach (var words in (string[])["1/6 create FedHPA shop/web, paused", "maxReplicas: 60", "2/6 delete FederatedHPA", "3/6 create PropagationPolicy shop/web-fedscaler like PropagationPolicy shop/web", "schedulerName: fedscaler", "4/6 delete PropagationPolicy shop/web,", "6/6 let FedHPA shop/web begin"])
            _output.ToString().ShouldContain(words);
        var sight = await application.LookAsync();
        sight.FedHpa.ShouldBeNull();
        sight.FederatedHpa.ShouldNotBeNull();
        sight.Policy!["spec"]!["schedulerName"]?.GetValue<string>().ShouldNotBe("fedscaler");
        sight.Template!.Label(KarmadaKeys.RetainReplicas).ShouldBeNull();
    }

    [Fact]
    public async Task Moving_in_leaves_the_FedHPA_in_force_and_every_replica_where_it_was()
    {
        await using var application = await KarmadaApplication.StartAsync();

        (await RunAsync(application)).ShouldBe(ExitCodes.Success, _error.ToString());

        IsIn(await application.LookAsync());
        application.Moves.ShouldBeEmpty();
        (await RunAsync(application)).ShouldBe(ExitCodes.Success);
        _output.ToString().ShouldContain("6/6 let FedHPA shop/web begin: was done");
    }

    [Theory]
    [InlineData("1/6")]
    [InlineData("2/6")]
    [InlineData("3/6")]
    [InlineData("4/6")]
    [InlineData("5/6")]
    public async Task Stopped_after_any_step_it_goes_on_from_there(string step)
    {
        await using var application = await KarmadaApplication.StartAsync();
        using var killed = CancellationTokenSource.CreateLinkedTokenSource(application.Stop);
        using var until = new CancellingLines(step, killed);

        await Should.ThrowAsync<OperationCanceledException>(() => new FederatedHpaRun(Options, until, _error, TimeProvider.System).RunAsync(application.Hub, killed.Token));

        (await RunAsync(application)).ShouldBe(ExitCodes.Success, _error.ToString());
        IsIn(await application.LookAsync());
        application.Moves.ShouldBeEmpty();
    }

    [Fact]
    public async Task Moving_out_takes_the_shares_away_and_leaves_Karmada_as_it_was_with_every_replica_where_it_is()
    {
        await using var application = await KarmadaApplication.StartAsync();
        (await RunAsync(application)).ShouldBe(ExitCodes.Success, _error.ToString());
        foreach (var member in application.Members)
        {
            await application.CreateAsync(KarmadaResources.Works, KarmadaObjects.ShareWork(member));
            while (application.HpaIn(member) is null) await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, application.Stop);
        }

        using var gone = CancellationTokenSource.CreateLinkedTokenSource(application.Stop);
        var service = application.SeePausesAsync(gone.Token);
        (await RunAsync(application, static options => options with { Back = true })).ShouldBe(ExitCodes.Success, _error.ToString());
        await gone.CancelAsync();
        await service;

        var sight = await application.LookAsync();
        sight.FedHpa.ShouldBeNull();
        sight.FederatedHpa!["spec"]!["maxReplicas"]!.GetValue<int>().ShouldBe(60);
        sight.FederatedHpa.Label("team").ShouldBe("shop");
        (sight.Policy!.Name(), sight.Policy!["spec"]!["schedulerName"]!.GetValue<string>()).ShouldBe(("web", "default-scheduler"));
        sight.Policies.ShouldHaveSingleItem();
        sight.Template!.Label(KarmadaKeys.RetainReplicas).ShouldBeNull();
        foreach (var member in application.Members) application.HpaIn(member).ShouldBeNull(member);
        application.Moves.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_service_that_sees_the_pause_it_says_what_it_waits_for_and_goes_no_further()
    {
        await using var application = await KarmadaApplication.StartAsync();
        (await RunAsync(application)).ShouldBe(ExitCodes.Success, _error.ToString());

        (await RunAsync(application, static options => options with { Back = true, Timeout = TimeSpan.FromSeconds(2) })).ShouldBe(ExitCodes.TimedOut);

        _error.ToString().ShouldContain("wait until the service has seen it");
        (await application.LookAsync()).Policy!["spec"]!["schedulerName"]!.GetValue<string>().ShouldBe("fedscaler");
    }

    [Fact]
    public async Task What_stands_in_the_way_is_named_and_nothing_is_written()
    {
        await using var application = await KarmadaApplication.StartAsync();
        await application.MergeAsync(KarmadaResources.PropagationPolicies, KarmadaApplication.Key, """{"spec": {"activationPreference": "Lazy"}}""");

        (await Should.ThrowAsync<MigrationRefusedException>(() => RunAsync(application))).Message.ShouldContain("activationPreference");
        (await application.LookAsync()).FedHpa.ShouldBeNull();
    }

    private static FederatedHpaOptions Options => new(KarmadaApplication.Key) { Timeout = TimeSpan.FromMinutes(1), Settle = TimeSpan.FromSeconds(1) };

    private static void IsIn(MigrationSight sight)
    {
        sight.FederatedHpa.ShouldBeNull();
        sight.FedHpa!["spec"]!["paused"]!.GetValue<bool>().ShouldBeFalse();
        sight.FedHpa["spec"]!["minReplicas"]!.GetValue<int>().ShouldBe(6);
        sight.FedHpa["apiVersion"]!.GetValue<string>().ShouldBe(ApiResources.ApiVersion);
        sight.Binding!["spec"]!["schedulerName"]!.GetValue<string>().ShouldBe("fedscaler");
        sight.Policies.ShouldHaveSingleItem().Name().ShouldBe("web-fedscaler");
        sight.Template!.Label(KarmadaKeys.RetainReplicas).ShouldBe("true");
        sight.WorkloadWorks.ShouldNotBeEmpty();
        sight.WorkloadWorks.SelectMany(SightReader.Manifests).ShouldAllBe(static manifest => manifest.Label(KarmadaKeys.RetainReplicas) == "true");
        Counts.Disagreement(sight).ShouldBeNull();
    }

    private async Task<int> RunAsync(KarmadaApplication application, Func<FederatedHpaOptions, FederatedHpaOptions>? with = null) =>
        await new FederatedHpaRun(with?.Invoke(Options) ?? Options, _output, _error, TimeProvider.System).RunAsync(application.Hub, application.Stop);
}
