using System.Globalization;
using System.Text.Json.Nodes;
using FedScaler.Controllers.Fleet.Members;
using FedScaler.Kube.Client;
using FedScaler.Kube.Json;
using FedScaler.Kube.Karmada;
using FedScaler.Kube.Models;

namespace FedScaler.Controllers.Fleet.Karmada.Shares;

/// <summary>
/// Shares as Works on the hub. Each write returns when the member shows it, so that a giver has shrunk before a receiver grows; a
/// share that the member has not taken in within the deadline is an error, though it stands on the hub.
/// </summary>
/// <param name="writer">Field manager.</param>
internal sealed class ShareWrites(IKubeClient hub, ShareWorks works, Confirmations confirmations, string writer, FleetOptions options, TimeProvider time)
{
    private static readonly WorkDecoder Decoder = new();

    private readonly MemberCalls _calls = new(hub, options.WriteDeadline, time);

    /// <param name="member">Not paused.</param>
    public async Task<HpaView> ApplyAsync(ShareSite member, HpaDocument document, CancellationToken cancellationToken)
    {
        var key = ShareWorks.KeyOf(member.Name, document.Target.Namespace, document.Name);
        var before = works.Get(key);
        var version = await GuardAsync(member, document, before, cancellationToken);
        var existed = document.ResourceVersion is not null;
        var body = WorkBody.ForApply(key, document, version, overwrites: existed);
        var written = await PatchAsync(document.Target, key, PatchKind.Apply, body, cancellationToken);
        if (await IsTakenInAsync(member, document.Target, written, cancellationToken))
        {
            // The Work says what it said, so that Karmada does nothing about it.
            if (written.Generation == before?.Generation) await PutRightAsync(member, document, written, cancellationToken);
            return Read(member, written);
        }

        var standing = works.Get(key);
        if (standing?.Failure is not { } failure) throw new TimeoutException($"Work {key} is written, and {member.Name} has not taken it in yet");
        // Karmada would go on trying: whoever owns what stands in its way could not tell why it was suddenly taken from him.
        if (!existed) await DeleteAsync(member, document.Target, standing, version: null, cancellationToken);
        throw new InvalidOperationException($"Karmada could not apply Work {key}{(existed ? "" : ", which is taken back")}: {failure}");
    }

    /// <param name="version">The Work as it was looked at.</param>
    public async Task DeleteAsync(ShareSite member, TargetRef target, HpaView hpa, string version, CancellationToken cancellationToken)
    {
        if (works.Get(ShareWorks.KeyOf(member.Name, target.Namespace, hpa.Name)) is not { } work) return;
        await DeleteAsync(member, target, work, version, cancellationToken);
    }

    /// <summary>Gives an adopted HPA back: its spec as it was and nothing of ours on it, and then no Work over it.</summary>
    public async Task RestoreAsync(ShareSite member, TargetRef target, WorkRecord work, string spec, CancellationToken cancellationToken)
    {
        var written = await PatchAsync(target, work.Key, PatchKind.Apply, WorkBody.ForRestore(work, spec), cancellationToken);
        if (!await IsTakenInAsync(member, target, written, cancellationToken))
            throw new TimeoutException($"Work {work.Key} gives HPA {work.Hpa.View.Name} back, and {member.Name} has not taken that in yet{Because(work.Key)}");
        await DeleteAsync(member, target, written, version: null, cancellationToken);
    }

    /// <summary>Lets the HPA go as it stands, marks and all: no Work is over it any more.</summary>
    public async Task ReleaseAsync(ShareSite member, TargetRef target, WorkRecord work, CancellationToken cancellationToken)
    {
        var written = await PatchAsync(target, work.Key, PatchKind.Merge, WorkBody.ForPreserving(work.ResourceVersion), cancellationToken);
        await DeleteAsync(member, target, written, version: null, cancellationToken);
    }

    /// <summary>Changes the HPA of a Work by a merge patch, as one would change it in the member, and waits until the member has it.</summary>
    /// <exception cref="KubeApiException">409 where the Work is not as it was looked at.</exception>
    public async Task ChangeAsync(ShareSite member, TargetRef target, string hpa, string version, JsonObject patch, CancellationToken cancellationToken)
    {
        var key = ShareWorks.KeyOf(member.Name, target.Namespace, hpa);
        var work = await ReadWholeAsync(key, cancellationToken);
        var body = WorkBody.ForManifest(version, ManifestPatch.Apply(WorkDecoder.ManifestOf(work), patch));
        var written = await PatchAsync(target, key, PatchKind.Merge, body, cancellationToken);
        if (!await IsTakenInAsync(member, target, written, cancellationToken))
            throw new TimeoutException($"Work {key} is written, and {member.Name} has not taken it in yet{Because(key)}");
    }

    /// <summary>Changes nothing of a Work but its generation, upon which Karmada applies it again; does not wait for that.</summary>
    public async Task TouchAsync(WorkRecord work, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var mark = new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { [Reapplication.Mark] = now.ToString("O", CultureInfo.InvariantCulture) } } };
        try
        {
            var standing = await ReadWholeAsync(work.Key, cancellationToken);
            var body = RequestBody.From(WorkBody.ForManifest(work.ResourceVersion, ManifestPatch.Apply(WorkDecoder.ManifestOf(standing), mark)));
            await _calls.WithinDeadlineAsync(
                "a write",
                token => hub.PatchAsync(KarmadaResources.Works, work.Key, PatchKind.Merge, body, new WriteOptions(Suspension.FieldManager), Decoder, token), cancellationToken);
        }
        catch (KubeApiException changed) when (changed.IsConflict || changed.IsNotFound)
        {
            // Its next state is on its way here, and is looked at then.
        }
    }

    /// <summary>The Work as the hub has it now; null where there is none.</summary>
    public async Task<WorkRecord?> ReadAsync(ObjectKey work, CancellationToken cancellationToken)
    {
        try
        {
            return await _calls.WithinDeadlineAsync("a read", token => hub.GetAsync(KarmadaResources.Works, work, Decoder, token), cancellationToken);
        }
        catch (KubeApiException missing) when (missing.IsNotFound)
        {
            return null;
        }
    }

    /// <summary>A hand has changed metrics or behavior in the member: has the Work applied again, unless Karmada has put that right by itself.</summary>
    private async Task PutRightAsync(ShareSite member, HpaDocument document, WorkRecord work, CancellationToken cancellationToken)
    {
        if (!IsAltered()) return;
        await TouchAsync(work, time.GetUtcNow(), cancellationToken);
        if (!await confirmations.WaitAsync(writer, member.Name, document.Target, () => !IsAltered(), options.WriteDeadline, cancellationToken))
            throw new TimeoutException($"a hand has changed metrics or behavior of HPA {document.Name} in {member.Name}, and Karmada has not put back what Work {work.Key} says");

        bool IsAltered() => !member.IsBlind && document.AlteredSpec is { } altered && member.Find(work.Hpa.Key)?.View.SpecHash == altered;
    }

    private Task<JsonObject> ReadWholeAsync(ObjectKey work, CancellationToken cancellationToken) =>
        _calls.WithinDeadlineAsync("a read", token => hub.GetAsync(KarmadaResources.Works, work, JsonDecoders.Object, token), cancellationToken);

    /// <summary>The version of the Work that was decided from; null where there was none.</summary>
    private static async Task<string?> GuardAsync(ShareSite member, HpaDocument document, WorkRecord? standing, CancellationToken cancellationToken)
    {
        var key = new ObjectKey(document.Target.Namespace, document.Name);
        var there = member.Find(key);
        // Forcing an apply onto it would turn somebody else's HPA round.
        if ((standing?.Hpa ?? there) is { } taken && !taken.Targets(document.Target))
            throw new InvalidOperationException($"HPA {key} is there already and scales {taken.TargetKind} {taken.TargetName}: rename the FedHPA, or delete that HPA");
        if (WorkVersion.Read(document.ResourceVersion) is { } version) return version;
        if (standing is not null) throw Conflict($"Work {standing.Key} has come since {member.Name} was looked at");
        // No Work yet over an HPA that is there: Karmada takes it over as it then is, so it has to be what was decided from.
        if (document.ResourceVersion is { } looked && await member.ReadVersionAsync(key, cancellationToken) is var now && now != looked)
            throw Conflict($"HPA {key} in {member.Name} has changed since it was looked at");
        return null;
    }

    private static KubeApiException Conflict(string message) => new(new KubeStatus(409, "Conflict", message, []));

    private async Task<WorkRecord> PatchAsync(TargetRef target, ObjectKey key, PatchKind kind, JsonObject body, CancellationToken cancellationToken)
    {
        var write = new WriteOptions(writer, Force: kind is PatchKind.Apply);
        var written = await _calls.WithinDeadlineAsync(
            "a write", token => hub.PatchAsync(KarmadaResources.Works, key, kind, RequestBody.From(body), write, Decoder, token), cancellationToken);
        works.Expect(target, written);
        return written;
    }

    /// <summary>Waits until the member has what was written, or Karmada says that it cannot be; of a member that cannot be seen, its word is taken.</summary>
    private async Task<bool> IsTakenInAsync(ShareSite member, TargetRef target, WorkRecord written, CancellationToken cancellationToken)
    {
        if (member.IsBlind) return await IsAppliedAsync(member, target, written, cancellationToken);
        var refused = false;
        var taken = await confirmations.WaitAsync(writer, member.Name, target, IsOver, options.WriteDeadline, cancellationToken);
        return taken && !refused;

        bool IsOver()
        {
            if (!works.Informer.HasSeen(written.Key, written.ResourceVersion)) return false;
            // What failed before may fail for the old reason still: that Karmada has tried the new one, nothing tells.
            refused = written.Failure is null && works.Get(written.Key)?.Failure is not null;
            return refused || (member.Find(written.Hpa.Key)?.View is { } there && written.IsTakenIn(there));
        }
    }

    private async Task<bool> IsAppliedAsync(ShareSite member, TargetRef target, WorkRecord written, CancellationToken cancellationToken)
    {
        await confirmations.WaitAsync(writer, member.Name, target, static () => false, ShareSite.BlindPatience, cancellationToken);
        return works.Get(written.Key) is { Applied: true };
    }

    private HpaView Read(ShareSite member, WorkRecord written)
    {
        var standing = works.Get(written.Key) ?? written;
        return (member.Find(written.Hpa.Key)?.View ?? standing.Hpa.View) with { ResourceVersion = standing.ViewVersion };
    }

    private string Because(ObjectKey work) => works.Get(work)?.Failure is { } failure ? $": {failure}" : "";

    /// <param name="version">Null: as it now stands, as Karmada may just have written its status.</param>
    private async Task DeleteAsync(ShareSite member, TargetRef target, WorkRecord work, string? version, CancellationToken cancellationToken)
    {
        if (!await _calls.WithinDeadlineAsync("a write", token => DeleteOrMissAsync(work, version, token), cancellationToken)) return;
        if (await confirmations.WaitAsync(writer, member.Name, target, IsGone, options.WriteDeadline, cancellationToken)) return;
        throw new TimeoutException($"Work {work.Key} is deleted, and Karmada has not let it go yet{Because(work.Key)}");

        // Karmada takes its finalizer off once the member has no such object any more, or is to keep it.
        bool IsGone() =>
            works.Get(work.Key)?.Uid != work.Uid && (work.Preserves || member.Find(work.Hpa.Key) is not { } there || there.View.Owner is null);
    }

    /// <summary>Returns whether it was there to be deleted: it may be gone already, or another may have its name.</summary>
    private async Task<bool> DeleteOrMissAsync(WorkRecord work, string? version, CancellationToken cancellationToken)
    {
        try
        {
            await hub.DeleteAsync(KarmadaResources.Works, work.Key, new DeleteOptions(work.Uid, version), cancellationToken);
            return true;
        }
        catch (KubeApiException missing) when (missing.IsNotFound)
        {
            return false;
        }
    }
}
