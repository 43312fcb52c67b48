namespace FedScaler.Kube.Client;

/// <summary>
/// How much a server may list in all. Kubernetes is built for 150,000 pods in a cluster; a list that goes far beyond that, or
/// whose pages never end, is a server gone wrong or a hostile one, and must not take all memory.
/// </summary>
public static class ListLimits
{
    /// <summary>Objects of one type.</summary>
    public const int MaxObjects = 500_000;

    /// <summary>Pages of one list: empty ones count, too.</summary>
    public const int MaxPages = 10_000;

    /// <summary>Looks at a list as far as it has come.</summary>
    /// <param name="asked">The continue token that the last page was asked for with.</param>
    /// <param name="next">The continue token that it came with.</param>
    /// <exception cref="HttpRequestException">It is too long, or goes in circles.</exception>
    public static void Check(int objects, int pages, string? asked, string? next)
    {
        if (objects > MaxObjects) throw TooMuch($"the list has more than {MaxObjects} objects");
        if (next is null) return;
        if (pages >= MaxPages) throw TooMuch($"the list has more than {MaxPages} pages");
        if (next == asked) throw TooMuch("the list does not end: a page leads to itself");
    }

    /// <summary>What is thrown where a server sends more than anybody could want.</summary>
    public static HttpRequestException TooMuch(string problem) => new(HttpRequestError.ConfigurationLimitExceeded, problem);
}
