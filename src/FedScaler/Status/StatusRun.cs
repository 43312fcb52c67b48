using System.Text.Json;
using FedScaler.Api.Validation;
using FedScaler.Hosting.Federations;
using FedScaler.Kube.Client;
using FedScaler.Kube.Config;
using FedScaler.Status.Kinds;
using FedScaler.Status.View;
using FedScaler.Terminal;

namespace FedScaler.Status;

/// <summary>Reads the hub, says what it found, and follows it where that is asked for. Writes nothing.</summary>
internal sealed class StatusRun(StatusOptions options, TextWriter output, TextWriter error, TimeProvider time)
{
    /// <returns>One of <see cref="ExitCodes"/>: success when all that is shown is Ready.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var paths = Kubeconfig.DefaultPaths(options.Kubeconfig);
        var place = string.Join(Path.PathSeparator, paths);
        try
        {
            var connection = (await Kubeconfig.LoadAsync(paths, cancellationToken)).Resolve(options.Context);
            var ns = options.AllNamespaces ? null : options.Namespace ?? connection.Namespace;
            await using var hub = KubeClient.Create(connection, time);
            return await RunAsync(hub, ns, cancellationToken);
        }
        catch (Exception refused) when (refused is KubeconfigException or IOException or UnauthorizedAccessException)
        {
            return Fail($"{place}: {refused.Message}", ExitCodes.Refused);
        }
        catch (KubeApiException unknown) when (unknown.IsNotFound)
        {
            return Fail($"the hub of {place} does not know FedScaler's kinds: fedscaler crds --out DIR writes what kubectl apply needs for that", ExitCodes.Refused);
        }
        catch (Exception unreached) when (unreached is HttpRequestException or KubeApiException or TimeoutException or UnclearFederationException)
        {
            return Fail($"the hub of {place}: {unreached.Message}", ExitCodes.Failed);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCodes.Interrupted;
        }
    }

    private async Task<int> RunAsync(KubeClient hub, string? ns, CancellationToken cancellationToken)
    {
        var kinds = HubKinds.Of(options.Federation ?? await FederationDiscovery.AskAsync(hub, cancellationToken));
        var sight = await new HubReader(hub, ns, kinds).ReadAsync(cancellationToken);
        var report = new StatusReporter(sight).Report(options.Name);
        foreach (var unread in report.Unread) await error.WriteLineAsync(OneLine.Of(unread));
        var kind = options.Name is { IsBinding: true } ? kinds.Bindings.Type.Kind : "FedHPA";
        if (sight.Unread.ContainsKey(kind)) return ExitCodes.Failed;
        if (options.Name is not null && report.Applications.Count == 0) return Fail(NotFound(sight, ns), ExitCodes.Refused);
        if (options.Watch)
        {
            var view = StatusViews.For(output, options, time);
            await view.RunAsync(() => new HubFollower(hub, ns, kinds, sight.Unread, time).RunAsync(seen => view.Show(new StatusReporter(seen).Report(options.Name)), view.Trouble, cancellationToken));
            return ExitCodes.Interrupted;
        }

        if (options.Format == StatusFormat.Json) await output.WriteLineAsync(JsonSerializer.Serialize(report, StatusJson.Default.StatusReport));
        else if (report.Applications.Count == 0) await error.WriteLineAsync(ns is null ? "there is no FedHPA in any namespace" : $"there is no FedHPA in namespace {ns}; -A shows those of all namespaces");
        else Terminals.On(output, Terminals.IsInteractive && ReferenceEquals(output, Console.Out)).Write(StatusTables.Of(report, options, time.GetUtcNow()));
        return report.Applications.All(static application => application.Ready) ? ExitCodes.Success : ExitCodes.Failed;
    }

    private string NotFound(HubSight sight, string? ns)
    {
        var name = options.Name!;
        var where = ns is null ? "in any namespace" : $"in namespace {ns}";
        var known = name.IsBinding ? sight.Bindings.Select(static one => one.Metadata.Name) : sight.FedHpas.Select(static one => one.Metadata.Name);
        if (!name.IsBinding && sight.Bindings.Any(one => one.Metadata.Name == name.Name)) return $"there is no {name} {where}, but a ReplicaBinding: fedscaler status rb/{name.Name}";
        return $"there is no {name} {where}{Suggestion.For(name.Name, known)}";
    }

    private int Fail(string line, int code)
    {
        error.WriteLine(OneLine.Of(line));
        return code;
    }
}
