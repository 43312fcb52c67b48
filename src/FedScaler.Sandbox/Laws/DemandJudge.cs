namespace FedScaler.Sandbox.Laws;

/// <summary>
/// Tells demand that went unserved through a fault from demand that went unserved while the members' own autoscalers were
/// answering it. A fault is a spell longer than the tolerance in which, at every sample, something was unserved and more
/// replicas were allowed and would have fitted.
/// </summary>
/// <param name="tolerance">Default: <see cref="Tolerance"/>.</param>
public sealed class DemandJudge(TimeSpan? tolerance = null)
{
    /// <summary>
    /// A member's HPA looks every 15 s and may double what it sees ready (autoscaling/v2, default scaleUp); new pods take
    /// some 30 s to be ready and to be counted; room takes a reconcile more to arrive. A fleet that has to double three times
    /// over, with its load moving meanwhile, is done in five minutes, which is also the trace's own step.
    /// </summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>Less than this part of the demand is rounding between a metric's target and a pod's capacity.</summary>
    private const double Negligible = 0.01;

    private readonly TimeSpan _tolerance = tolerance ?? Tolerance;
    private readonly List<UnservedSpell> _faults = [];
    private UnservedSpell? _spell;

    /// <summary>The spells that went on for too long, one under way included.</summary>
    public IReadOnlyList<UnservedSpell> Faults => _spell is { } spell && IsFault(spell) ? [.. _faults, spell] : _faults;

    /// <summary>Takes the next sample; times never go back.</summary>
    public void See(DemandSample sample)
    {
        var unserved = sample.Demand - sample.Served;
        if (unserved > sample.Demand * Negligible && sample.Left is > 0 and var left)
        {
            _spell = _spell is { } under
                ? under with { To = sample.Time, Worst = Math.Max(under.Worst, unserved), Left = Math.Min(under.Left, left) }
                : new UnservedSpell(sample.Time, sample.Time, unserved, left);
            return;
        }

        if (_spell is { } ended && IsFault(ended)) _faults.Add(ended);
        _spell = null;
    }

    private bool IsFault(UnservedSpell spell) => spell.To - spell.From > _tolerance;
}
