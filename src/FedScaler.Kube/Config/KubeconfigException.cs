namespace FedScaler.Kube.Config;

/// <summary>A kubeconfig that cannot be used, or must not be: which field, what is wrong, what mends it. Never holds a credential.</summary>
/// <param name="field">Where, e.g. <c>users[idc-a].user.exec</c>.</param>
/// <param name="problem">What is wrong there.</param>
/// <param name="mend">What the owner of the file can do.</param>
public sealed class KubeconfigException(string field, string problem, string mend, Exception? inner = null)
    : Exception($"{field}: {problem}; {mend}", inner)
{
    public string Field { get; } = field;

    public string Problem { get; } = problem;

    public string Mend { get; } = mend;
}
