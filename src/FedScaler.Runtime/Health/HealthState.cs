using System.Collections.Concurrent;
using System.Text;

namespace FedScaler.Runtime.Health;

/// <summary>The checks of a service, by name.</summary>
public sealed class HealthState
{
    private readonly ConcurrentDictionary<(HealthKind Kind, string Name), Func<string?>> _checks = new();

    /// <summary>Adds a check until the result is disposed.</summary>
    /// <param name="check">Says what is wrong, or null when all is well; must not wait for anything.</param>
    /// <exception cref="ArgumentException">There is one of that name.</exception>
    public IDisposable Add(HealthKind kind, string name, Func<string?> check)
    {
        if (!_checks.TryAdd((kind, name), check)) throw new ArgumentException($"there is a {kind} check {name} already", nameof(name));
        return new Registration(this, (kind, name));
    }

    /// <summary>Runs the checks of one kind, in the form that API servers use for their own.</summary>
    public HealthReport Check(HealthKind kind)
    {
        var text = new StringBuilder();
        var healthy = true;
        foreach (var ((_, name), check) in _checks.Where(c => c.Key.Kind == kind).OrderBy(c => c.Key.Name, StringComparer.Ordinal))
        {
            var wrong = Run(check);
            healthy &= wrong is null;
            text.Append(wrong is null ? $"[+]{name} ok\n" : $"[-]{name} failed: {wrong}\n");
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
