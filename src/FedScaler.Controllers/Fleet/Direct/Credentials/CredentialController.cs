using System.Text.Json;
using FedScaler.Api;
using FedScaler.Controllers.Fleet.Members;
using FedScaler.Kube.Client;
using FedScaler.Kube.Config;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Events;
using FedScaler.Runtime.Informers;
using FedScaler.Runtime.Queues;
using Microsoft.Extensions.Logging;

namespace FedScaler.Controllers.Fleet.Direct.Credentials;

/// <summary>
/// Renews each member's token in its Secret long before it expires, with the token itself. What the Secret says is then
/// connected to like any other change of it, beside the old connection until it is as good.
/// </summary>
internal sealed class CredentialController(
    FleetRoster<DirectEntry> roster, MemberSourceReader sources, Informer<Secret> secrets, TokenRenewer renewer, FleetOptions options, FleetServices services)
{
    /// <summary>Timers of more than some weeks there are not, and a clock may be set.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(12);

    private static readonly TimeSpan UntilSeen = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan UntilLive = TimeSpan.FromMinutes(1);

    private readonly ILogger _logger = services.Loggers.CreateLogger(FleetLog.Category);
    private readonly CredentialMetrics? _metrics = services.Metrics is { } metrics ? new CredentialMetrics(metrics.Meter, roster) : null;

    /// <summary>Raised when what is to be said of a member's credential changed.</summary>
    public event Action<string>? Changed;

    public async Task<ReconcileResult> ReconcileAsync(string name, CancellationToken cancellationToken)
    {
        if (roster.Find(name) is not { } entry) return ReconcileResult.Finished;
        var source = sources.Read(entry.Resource);
        if (source is MemberSource.Pending) return ReconcileResult.Finished;
        if (source is not MemberSource.Kubeconfig kubeconfig || sources.FindSecret(entry.Resource) is not { } secret || StoredCredential.Read(kubeconfig.Content) is not { } stored)
        {
            entry.Credential.Forget();
            if (entry.Credential.Judge(null)) Changed?.Invoke(name);
            return ReconcileResult.Finished;
        }

        // Our own last write comes first: the token that the cache shows may be the one that was renewed.
        if (entry.Credential.Written is { } written && !secrets.HasSeen(written)) return new ReconcileResult.After(UntilSeen);
        entry.Credential.Written = null;
        var isWanted = RenewalMark.IsWanted(secret.Metadata);
        var wait = await ActAsync(entry, kubeconfig, secret, stored, isWanted && !options.ReadOnly, cancellationToken);
        Tell(entry, new CredentialState(stored.Bound, kubeconfig.Where, isWanted, entry.Credential.Trouble, PhaseOf(entry, stored.Bound)));
        return new ReconcileResult.After(wait < LongestWait ? wait : LongestWait);
    }

    /// <summary>Does what is due; returns when to look again.</summary>
    private async Task<TimeSpan> ActAsync(
        DirectEntry entry, MemberSource.Kubeconfig kubeconfig, Secret secret, StoredCredential stored, bool isWanted, CancellationToken cancellationToken)
    {
        var (now, memory) = (ServerNow(entry), entry.Credential);
        switch (RenewalSchedule.Decide(stored.Bound, entry.Name, now))
        {
            case RenewalStep.Wait(var delay):
                // Renewed by us or by somebody else: what went wrong before is over.
                memory.Forget();
                return delay;
            case RenewalStep.TooLate:
                return LongestWait;
            case RenewalStep.Renew when !isWanted:
                return UntilNextPhase(stored.Bound, now);
        }

        if (memory.TryAt > services.Time.GetUtcNow()) return memory.TryAt - services.Time.GetUtcNow();
        // With the connection that this very token made; another is on its way where the Secret has just changed.
        if (entry.Current is not { Health.IsLive: true } connection || connection.Source.Version != kubeconfig.Version || entry.Next is not null)
            return Sooner(UntilLive, UntilNextPhase(stored.Bound, now));
        await TryAsync(connection, entry, secret, stored, cancellationToken);
        if (memory.Trouble is null) return UntilSeen;
        memory.TryAt = services.Time.GetUtcNow() + RenewalSchedule.Backoff(memory.Failures, stored.Bound.ExpiresAt - now);
        return memory.TryAt - services.Time.GetUtcNow();
    }

    private async Task TryAsync(MemberConnection connection, DirectEntry entry, Secret secret, StoredCredential stored, CancellationToken cancellationToken)
    {
        var memory = entry.Credential;
        try
        {
            if (!await renewer.IsCurrentAsync(secret, cancellationToken)) return;
            var next = await renewer.RenewAsync(connection, entry, stored, RenewalMark.LifetimeOf(secret.Metadata, stored.Bound), cancellationToken);
            var version = await renewer.WriteAsync(secret, entry.Resource.Spec.KubeconfigSecretRef.Key, next, cancellationToken);
            memory.Forget();
            memory.Written = secrets.Mark(secret.Metadata.Key, version);
            _metrics?.Count(isDone: true);
            var end = StoredCredential.Read(next)!.Bound.ExpiresAt;
            FleetLog.CredentialRenewed(_logger, entry.Name, end);
            Record(entry, EventKind.Normal, "CredentialsRenewed", $"the token of {connection.Source.Where} was renewed and is good until {CredentialCondition.Time(end)}");
        }
        catch (Exception error) when (IsForeseen(error, cancellationToken))
        {
            _metrics?.Count(isDone: false);
            var trouble = Words(error, stored.Bound);
            var isNews = memory.Trouble != trouble;
            (memory.Failures, memory.Trouble) = (memory.Failures + 1, trouble);
            FleetLog.CredentialNotRenewed(_logger, entry.Name, trouble);
            if (isNews) Record(entry, EventKind.Warning, "CredentialsNotRenewed", $"the token of {connection.Source.Where} could not be renewed: {trouble}");
        }
    }

    private static bool IsForeseen(Exception error, CancellationToken cancellationToken) =>
        error is KubeApiException or HttpRequestException or TimeoutException or IOException or JsonException or KubeconfigException or InvalidOperationException
        || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    private static string Words(Exception error, BoundToken token) => error switch
    {
        KubeApiException { Code: 403 } refused => $"{refused.Status.Message}; grant ServiceAccount {token.Account} create on serviceaccounts/token of itself, as fedscaler member add does",
        KubeApiException { IsConflict: true } => "somebody else wrote the Secret at the same time",
        _ => error.Message,
    };

    private void Tell(DirectEntry entry, CredentialState state)
    {
        if (entry.Credential.Judge(state)) Changed?.Invoke(entry.Name);
    }

    private CredentialPhase PhaseOf(DirectEntry entry, BoundToken token)
    {
        var now = ServerNow(entry);
        return now >= token.ExpiresAt ? CredentialPhase.Expired : now >= RenewalSchedule.WorryAt(token) ? CredentialPhase.Ending : CredentialPhase.Good;
    }

    private static TimeSpan UntilNextPhase(BoundToken token, DateTimeOffset now) =>
        (now < RenewalSchedule.WorryAt(token) ? RenewalSchedule.WorryAt(token) : token.ExpiresAt) - now;

    private static TimeSpan Sooner(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private DateTimeOffset ServerNow(DirectEntry entry) => services.Time.GetUtcNow() + (entry.Current?.Client.ClockSkew ?? TimeSpan.Zero);

    private void Record(DirectEntry entry, EventKind kind, string reason, string note) =>
        services.Events.Record(new EventTarget(ApiResources.ApiVersion, ApiResources.MemberClusters.Kind, null, entry.Name, entry.Uid), kind, reason, "Renew", note);
}
