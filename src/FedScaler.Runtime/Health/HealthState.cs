using System.Collections.Concurrent;
using System.Text;

namespace FedScaler.Runtime.Health;

/// <summary>The checks of a service, by name.</summary>
public sealed class HealthState
{
    private readonly ConcurrentDictionary<(HealthKind Kind, string Name), (Func<string?> Check, Func<string?>? Note)> _checks = new();

    /// <summary>Adds a check until the result is disposed.</summary>
    /// <param name="check">Says what is wrong, or null when all is well; must not wait for anything.</param>
    /// <param name="note">What there is to say while all is well; null for nothing.</param>
    /// <exception cref="ArgumentException">There is one of that name.</exception>
    public IDisposable Add(HealthKind kind, string name, Func<string?> check, Func<string?>? note = null)
    {
        if (!_checks.TryAdd((kind, name), (check, note))) throw new ArgumentException($"there is a {kind} check {name} already", nameof(name));
        return new Registration(this, (kind, name));
    }

    /// <summary>Runs the checks of one kind, in the form that API servers use for their own.</summary>
    public HealthReport Check(HealthKind kind)
    {
        var text = new StringBuilder();
        var healthy = true;
        foreach (var ((_, name), (check, note)) in _checks.Where(c => c.Key.Kind == kind).OrderBy(c => c.Key.Name, StringComparer.Ordinal))
        {
            var wrong = Run(check);
            healthy &= wrong is null;
            text.Append(wrong is not null ? $"[-]{name} failed: {wrong}\n" : note?.Invoke() is { } words ? $"[+]{name} ok: {words}\n" : $"[+]{name} ok\n");
        }

        text.Append(healthy ? "ok\n" : "failed\n");
        return new HealthReport(healthy, text.ToString());
    }

    private static string? Run(Func<string?> check)
    {
        try
        {
            return check();
        }
        catch (Exception error)
        {
            // A check that breaks is a check that fails; the others still have their say.
            return error.Message;
        }
    }

    private sealed class Registration(HealthState state, (HealthKind, string) key) : IDisposable
    {
        public void Dispose() => state._checks.TryRemove(key, out _);
    }
}
