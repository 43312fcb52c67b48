using System.CommandLine;
using FedScaler.Api;
using FedScaler.Api.CronHpas;
using FedScaler.Api.FedHpas;
using FedScaler.Api.Json;
using FedScaler.Api.ScaleIns;
using FedScaler.Api.Validation;
using FedScaler.Controllers.CronHpas;
using FedScaler.Controllers.FedHpas;
using FedScaler.Controllers.Fleet;
using FedScaler.Hosting.Federations;
using FedScaler.Kube.Client;
using FedScaler.Kube.Config;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using Microsoft.Extensions.Logging.Abstractions;

namespace FedScaler.Plan;

/// <summary>Plans for a fleet as it is, through the fleet's own caches; writes nothing to the hub or to any member.</summary>
internal static class LivePlan
{
    public static async Task<int> RunAsync(LivePlanOptions options, bool json, InvocationConfiguration console, CancellationToken cancellationToken)
    {
        try
        {
            var (resource, plan) = await PlanAsync(options, console.Error, TimeProvider.System, cancellationToken);
            PlanOutput.Write(Planner.ToResult(plan.Decision with { Conditions = plan.Conditions }), resource.Metadata.Key.ToString(), json, console.Output);
            foreach (var (member, reason) in plan.Unseen) await console.Error.WriteLineAsync($"{member} could not be looked at, and counts as silent: {reason}");
            return ExitCodes.Success;
        }
        catch (Exception refused) when (refused is PlanRefusedException or KubeconfigException or IOException or UnauthorizedAccessException)
        {
            await console.Error.WriteLineAsync(refused is KubeconfigException ? $"{options.Kubeconfig}: {refused.Message}" : refused.Message);
            return ExitCodes.Refused;
        }
        catch (Exception unreached) when (unreached is HttpRequestException or KubeApiException or TimeoutException or UnclearFederationException)
        {
            await console.Error.WriteLineAsync($"the hub of {options.Kubeconfig}: {unreached.Message}");
            return ExitCodes.Failed;
        }
    }

    private static async Task<(FedHpa Resource, FedHpaPlan Plan)> PlanAsync(LivePlanOptions options, TextWriter error, TimeProvider time, CancellationToken cancellationToken)
    {
        var draft = options.File is { } file ? await FedHpaFile.ReadAsync(file, cancellationToken) : null;
        if (draft is { Metadata.Namespace: null }) throw new PlanRefusedException("metadata.namespace: is required: it says where the target is");
        var key = draft?.Metadata.Key ?? Key(options.Name!);
        var connection = (await Kubeconfig.LoadAsync([options.Kubeconfig], cancellationToken)).Resolve(options.Context);
        await using var hub = KubeClient.Create(connection, time);
        var known = await ReadAllAsync(hub, ApiResources.FedHpas, JsonDecoder<FedHpa>.Of(ApiJson.Default.FedHpa), cancellationToken);
        var resource = Choose(draft, key, known);
        var schedules = new ScheduleBook();
        foreach (var cron in await ReadAllAsync(hub, ApiResources.CronHpas, JsonDecoder<CronHpa>.Of(ApiJson.Default.CronHpa), cancellationToken))
            schedules.Set(cron.Metadata.Key, cron);
        var scaleIns = await ReadAllAsync(hub, ApiResources.ScaleIns, JsonDecoder<ScaleIn>.Of(ApiJson.Default.ScaleIn), cancellationToken);
        var brake = await SeenBrake.ReadAsync(hub, new ObjectKey(options.Namespace, options.Brake), error.WriteLine, cancellationToken);
        return (resource, await PlanAsync(hub, connection, fleet => new FedHpaPlanner(fleet, known, schedules, time) { ScaleIns = scaleIns }, brake, resource, options, time, cancellationToken));
    }

    private static ObjectKey Key(string name) =>
        name.Split('/') is [{ Length: > 0 } ns, { Length: > 0 } own] ? new ObjectKey(ns, own) : throw new PlanRefusedException($"{name} is not NAMESPACE/NAME, such as shop/web");

    private static async Task<List<T>> ReadAllAsync<T>(KubeClient hub, ResourceType type, JsonDecoder<T> decoder, CancellationToken cancellationToken)
    {
        var known = new List<T>();
        string? next = null;
        do
        {
            var page = await hub.ListAsync(type, null, new ListOptions(Limit: 500, Continue: next), decoder, cancellationToken);
            known.AddRange(page.Items);
            next = page.Continue;
        }
        while (!string.IsNullOrEmpty(next));
        return known;
    }

    /// <summary>A draft takes on what the hub remembers of the FedHPA that it is to replace.</summary>
    private static FedHpa Choose(FedHpa? draft, ObjectKey key, List<FedHpa> known)
    {
        var standing = known.Find(resource => resource.Metadata.Key == key);
        if (draft is not null) return standing is null ? draft : standing with { Spec = draft.Spec };
        if (standing is null) throw new PlanRefusedException($"there is no FedHPA {key} on the hub: name one that is there, or give a file with -f");
        var errors = FedHpaValidator.Validate(standing.Spec);
        return errors.Count == 0 ? standing : throw new PlanRefusedException(errors);
    }

    private static async Task<FedHpaPlan> PlanAsync(
        KubeClient hub, ClusterConnection connection, Func<IFleet, FedHpaPlanner> planner, SeenBrake brake, FedHpa resource, LivePlanOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var services = new FleetServices(time, NullLoggerFactory.Instance, new SilentRecorder()) { Brake = brake };
        var federations = new FederationFactory(hub, new FleetOptions { Namespace = options.Namespace, ReadOnly = true }, services)
        {
            AllowLoopbackMembers = options.AllowLoopbackMembers,
            Connection = connection,
        };
        await using var federation = federations.Create(options.Federation ?? await FederationDiscovery.AskAsync(hub, cancellationToken));
        var running = federation.RunAsync(stop.Token);
        try
        {
            return await planner(federation.Fleet).PlanAsync(resource, options.Patience, cancellationToken);
        }
        finally
        {
            await stop.CancelAsync();
            await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
