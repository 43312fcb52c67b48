using FedScaler.Api.Common;

namespace FedScaler.Controllers;

/// <summary>Conditions of one object as they were last told in events.</summary>
internal sealed class ToldConditions
{
    private readonly Dictionary<string, (string Status, string Reason)> _told = new(StringComparer.Ordinal);

    /// <summary>
    /// Those whose status or reason turned since they were last told, and which of them were never told before. What is not
    /// remembered, after a restart, counts as told as the status has it; what is not told any more is news when it comes again.
    /// </summary>
    /// <param name="before">The status as it stands; null where there is none yet.</param>
    /// <param name="now">What is told now, and remembered.</param>
    /// <param name="isPassing">Tells those that are never told, and leave what was told of their type as it was; null for none.</param>
    public IReadOnlyList<(Condition Condition, bool IsNew)> Turned(
        IReadOnlyList<Condition>? before, IReadOnlyList<Condition> now, Func<Condition, bool>? isPassing = null)
    {
        // At rest nothing turns, and nothing is made.
        List<(Condition, bool)>? turned = null;
        foreach (var condition in now)
        {
            if (isPassing?.Invoke(condition) == true) continue;
            var known = _told.TryGetValue(condition.Type, out var told) ? told : Words(before?.Find(condition.Type), isPassing);
            _told[condition.Type] = (condition.Status, condition.Reason);
            if (known != (condition.Status, condition.Reason)) (turned ??= []).Add((condition, known is null));
        }

        if (_told.Count > now.Count) Forget(now);
        return turned ?? [];
    }

    private void Forget(IReadOnlyList<Condition> now)
    {
        foreach (var type in _told.Keys.Where(type => now.Find(type) is null).ToList()) _told.Remove(type);
    }

    private static (string Status, string Reason)? Words(Condition? condition, Func<Condition, bool>? isPassing) =>
        condition is null || isPassing?.Invoke(condition) == true ? null : (condition.Status, condition.Reason);
}
