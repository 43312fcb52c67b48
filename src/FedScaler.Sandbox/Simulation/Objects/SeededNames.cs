using System.Text;

namespace FedScaler.Sandbox.Simulation.Objects;

/// <summary>Names as Kubernetes makes them, repeatable from a seed.</summary>
internal sealed class SeededNames(int seed)
{
    /// <summary>k8s.io/apimachinery/pkg/util/rand: no vowels and nothing that looks like one, so that no words come out.</summary>
    private const string Alphabet = "bcdfghjklmnpqrstvwxz2456789";

    // Not for secrets: the same seed has to give the same names.
    private readonly Random _random = new(seed);

    /// <summary>Five random characters, as generateName appends them.</summary>
    public string Suffix()
    {
        Span<char> suffix = stackalloc char[5];
        foreach (ref var letter in suffix) letter = Alphabet[_random.Next(Alphabet.Length)];
        return new(suffix);
    }

    /// <summary>
    /// The pod-template-hash: FNV-1a of the template in the safe alphabet. The number differs from Kubernetes', which hashes a Go
    /// dump.
    /// </summary>
    public static string Hash(string template)
    {
        var hash = 2166136261u;
        foreach (var octet in Encoding.UTF8.GetBytes(template)) hash = unchecked((hash ^ octet) * 16777619u);
        return string.Concat($"{hash}".Select(digit => Alphabet[digit % Alphabet.Length]));
    }
}
