using Microsoft.CodeAnalysis;
using RayNet.Roslyn.Model;
using RayNet.Roslyn.Parsing;

namespace RayNet.Roslyn;

/// <summary>Reads a [Remote] method.</summary>
internal static class RemoteMethodParser
{
    /// <summary>The model, or <see langword="null"/> when something is wrong.</summary>
    internal static RemoteMethodModel? Parse(IMethodSymbol method, KnownSymbols known, List<Problem>? problems, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        method = method.PartialDefinitionPart ?? method;
        var context = new ParseContext(known, problems, cancellationToken);
        if (method.FindAttribute(known.RemoteAttribute) is not { } attribute || !RemoteMethodChecks.HasValidForm(method, context))
        {
            return null;
        }

        INamedTypeSymbol host = method.ContainingType;
        IMethodSymbol[] siblings = Siblings(method, known);
        RemoteMethodChecks.CheckName(method, siblings, context);

        var options = new OptionsParser(attribute, context);
        string? initializer = options
            .Quantity("NumCpus")
            .Quantity("NumGpus")
            .Bytes("Memory")
            .CustomResources()
            .LabelSelector()
            .Spread()
            .Number("MaxRetries", static value => value >= -1, "-1 (without limit) or more")
            .RetryOn()
            .Timeout()
            .Number("StreamBufferSize", static value => value >= 0, "0 (without limit) or more")
            .Initializer("TaskOptions");
        string identity = Identity.OfMethod(Identity.OfType(host, customId: null), method, options.CustomId());
        CallModel call = CallParser.Parse(method, host, method.Name + "Remote", identity, attribute, initializer, context);
        TargetModel? target = method.IsStatic ? null : TargetParser.Parse(host, method.FirstLocation(), context);
        return context.HasFailed ? null : new RemoteMethodModel(HostParser.Parse(host, known), call, siblings.Length > 0, target, context.Shapes);
    }

    private static IMethodSymbol[] Siblings(IMethodSymbol method, KnownSymbols known)
    {
        var siblings = new List<IMethodSymbol>();
        foreach (ISymbol member in method.ContainingType.GetMembers(method.Name))
        {
            if (member is IMethodSymbol other && !SymbolEqualityComparer.Default.Equals(other, method) && other.HasAttribute(known.RemoteAttribute))
            {
                siblings.Add(other);
            }
        }

        return [.. siblings];
    }
}
