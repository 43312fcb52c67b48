using FedScaler.Controllers.Fleet;
using FedScaler.Hosting.Federations;
using FedScaler.Sandbox.Simulation;

namespace FedScaler.EndToEnd.Tests.Harness;

/// <summary>A scenario's frame: starts a world, and at the end holds what happened there against the laws.</summary>
public abstract class FleetTest : IAsyncLifetime
{
    private const string KubeconfigsVariable = "FEDSCALER_E2E_KUBECONFIGS";

    private readonly List<IWorld> _worlds = [];

    /// <summary>How the members are federated: a scenario that holds for another federation, too, is derived from for it.</summary>
    protected virtual FederationKind Federation => FederationKind.Direct;

    /// <summary>These are real API servers, and not the sandbox.</summary>
    private protected static bool IsReal => Environment.GetEnvironmentVariable(KubeconfigsVariable) is { Length: > 0 };

    public ValueTask InitializeAsync()
    {
        RightsLedger.NoteScenario(GetType(), TestContext.Current.TestMethod?.MethodName);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            var failed = TestContext.Current.TestState?.Result == TestResult.Failed;
            if (failed) TellLogs();
            foreach (var world in _worlds) world.Verify();
        }
        catch (ShouldAssertException)
        {
            TellLogs();
            throw;
        }
        finally
        {
            foreach (var world in _worlds) await world.DisposeAsync();
            GC.SuppressFinalize(this);
        }
    }

    /// <summary>A fleet with the service running; on real API servers where there are some.</summary>
    private protected async Task<Scenario> StartAsync(bool service = true)
    {
        Assert.SkipWhen(IsReal && Federation != FederationKind.Direct, "these real API servers are no Karmada");
        IWorld world = Environment.GetEnvironmentVariable(KubeconfigsVariable) is { Length: > 0 } folder
            ? await RealWorld.StartAsync(folder)
            : await SandboxWorld.StartAsync(federation: Federation);
        return await BeginAsync(world, service);
    }

    /// <summary>A fleet for a scenario that needs the sandbox's faults, its load or its clock.</summary>
    /// <param name="start">When it begins; null for 2026-11-21 08:00 UTC.</param>
    /// <param name="watch">How the service watches members; null for as ever.</param>
    private protected async Task<Scenario> StartSandboxAsync(
        bool service = true, int members = 3, bool useTls = false, SimulationSettings? simulation = null, DateTimeOffset? start = null, FleetOptions? watch = null)
    {
        Assert.SkipWhen(
            Environment.GetEnvironmentVariable(KubeconfigsVariable) is { Length: > 0 }, "needs the sandbox's faults, load or clock; these are real API servers");
        return await BeginAsync(await SandboxWorld.StartAsync(members, useTls, simulation, start, watch, Federation), service);
    }

    /// <summary>Ends what was started so far, for a test that runs many fleets one after another.</summary>
    private protected async Task EndAsync()
    {
        foreach (var world in _worlds)
        {
            world.Verify();
            await world.DisposeAsync();
        }

        _worlds.Clear();
    }

    private async Task<Scenario> BeginAsync(IWorld world, bool service)
    {
        _worlds.Add(world);
        if (service) await world.StartServiceAsync();
        return new Scenario(world);
    }

    private void TellLogs()
    {
        foreach (var line in _worlds.SelectMany(static world => world.Log)) TestContext.Current.TestOutputHelper?.WriteLine(line);
    }
}
