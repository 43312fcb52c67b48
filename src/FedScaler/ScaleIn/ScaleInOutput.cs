using System.Text.Json;
using FedScaler.Api.Json;
using FedScaler.Api.ScaleIns;
using FedScaler.Kube.Client;
using FedScaler.ScaleIns.View;
using FedScaler.Terminal;

namespace FedScaler.ScaleIns;

/// <summary>What is said of a ScaleIn: what came of it where output goes, what is wrong where errors go.</summary>
/// <param name="json">Whether output is the ScaleIn as JSON, and no words.</param>
internal sealed class ScaleInOutput(TextWriter output, TextWriter error, bool json)
{
    public void Fault(string line) => error.WriteLine(OneLine.Of(line));

    public void Created(ScaleIn created, bool isFollowed)
    {
        var spec = created.Spec;
        Say($"created ScaleIn {created.Metadata.Key}: {Count(spec.Pods.Count)} of {spec.ScaleTargetRef.Kind} {spec.ScaleTargetRef.Name}, mode {spec.Mode}, guarantee {spec.Guarantee}");
        if (isFollowed) return;
        Say($"follow it:  {Follow(created)}");
        Say($"give it up: {GiveUp(created)}");
        Print(created);
    }

    /// <summary>The hub refused it: each field, and what would mend it.</summary>
    public int NotCreated(ScaleInOptions options, KubeApiException refused)
    {
        if (refused.Status.Causes.Count > 0)
            foreach (var cause in refused.Status.Causes) Fault($"{cause.Field}: {cause.Message}");
        else Fault(refused.Message);
        if (refused.IsNotFound) Fault($"is there a namespace {options.Namespace}, and does the hub know ScaleIns? fedscaler crds --out DIR writes what kubectl apply needs for that");
        if (refused.Reason == "AlreadyExists") Fault($"--name {options.Name}: is taken: give another, or leave it out");
        return ExitCodes.Refused;
    }

    /// <summary>What came of it.</summary>
    public int Ended(WaitOutcome outcome, ScaleInOptions options)
    {
        Print(outcome.Last);
        switch (outcome.End)
        {
            case WaitEnd.Over:
                return Over(outcome.Last, EndLines.Completed);
            case WaitEnd.Unanswered:
                Fault($"{Unanswered(outcome.Last, options)}. It stays, and will be acted on then; to take it back: {GiveUp(outcome.Last)}");
                return ExitCodes.Failed;
            case WaitEnd.Deleted:
                Fault($"ScaleIn {outcome.Last.Metadata.Key} was deleted before it was over, at phase {PhaseOf(outcome.Last)}");
                return ExitCodes.Failed;
            default:
                Fault($"{(outcome.End == WaitEnd.TimedOut ? $"not over after {options.Timeout.TotalSeconds:0} s" : "stopped waiting")}, at phase {PhaseOf(outcome.Last)}; ScaleIn {outcome.Last.Metadata.Key} goes on");
                foreach (var wait in outcome.Last.Status?.WaitsFor ?? []) Fault($"it waits: {wait}");
                Fault($"follow it:  {Follow(outcome.Last)}");
                Fault($"give it up: {GiveUp(outcome.Last)}");
                return outcome.End == WaitEnd.TimedOut ? ExitCodes.TimedOut : ExitCodes.Interrupted;
        }
    }

    /// <summary>What would come of it.</summary>
    public int Foreseen(WaitOutcome outcome, ScaleInOptions options)
    {
        Print(outcome.Last);
        switch (outcome.End)
        {
            case WaitEnd.Over:
                return Over(outcome.Last, EndLines.Foreseen);
            case WaitEnd.Unanswered:
                Fault(Unanswered(outcome.Last, options));
                return ExitCodes.Failed;
            case WaitEnd.Deleted:
                Fault($"ScaleIn {outcome.Last.Metadata.Key} was deleted before there was an answer");
                return ExitCodes.Failed;
            case WaitEnd.TimedOut:
                Fault($"no answer within {options.Timeout.TotalSeconds:0} s");
                foreach (var wait in outcome.Last.Status?.WaitsFor ?? []) Fault($"it waits: {wait}");
                return ExitCodes.TimedOut;
            default:
                return ExitCodes.Interrupted;
        }
    }

    private int Over(ScaleIn last, Func<ScaleInSpec, ScaleInStatus, IEnumerable<string>> completed)
    {
        switch (last.Status)
        {
            case { Phase: ScaleInPhase.Completed } status:
                foreach (var line in completed(last.Spec, status)) Say(line);
                return ExitCodes.Success;
            case { Phase: ScaleInPhase.Refused } status:
                foreach (var line in EndLines.Refused(last.Spec, status)) Fault(line);
                return ExitCodes.Refused;
            default:
                foreach (var line in EndLines.GivenUp(last)) Fault(line);
                return ExitCodes.Failed;
        }
    }

    private static string Unanswered(ScaleIn last, ScaleInOptions options) =>
        $"nobody has looked at ScaleIn {last.Metadata.Key} within {options.Patience.TotalSeconds:0} s: is `fedscaler run` running against this hub?";

    private static string PhaseOf(ScaleIn seen) => seen.Status?.Phase?.ToString() ?? "none yet";

    private static string Count(int pods) => pods == 1 ? "1 pod" : $"{pods} pods";

    private static string Follow(ScaleIn seen) => $"kubectl -n {seen.Metadata.Namespace} get si {seen.Metadata.Name} -w";

    private static string GiveUp(ScaleIn seen) => $"kubectl -n {seen.Metadata.Namespace} delete si {seen.Metadata.Name}";

    private void Say(string line)
    {
        if (!json) output.WriteLine(OneLine.Of(line));
    }

    private void Print(ScaleIn seen)
    {
        if (json) output.WriteLine(JsonSerializer.Serialize(seen, ApiJson.Default.ScaleIn));
    }
}
