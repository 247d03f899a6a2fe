using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using RayNet.Roslyn.Parsing;

namespace RayNet.Analyzers.Patterns.Services;

/// <summary>RN2019: a hosted service or controller calls <c>Ray.Get</c> or <c>Ray.GetAsync</c> with neither timeout nor token.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class ServiceWaitAnalyzer() : RayAnalyzer(PatternDescriptors.WaitWithoutLimit)
{
    private protected override void Register(CompilationStartAnalysisContext start, RaySymbols symbols)
    {
        INamedTypeSymbol? service = symbols.Platform("Microsoft.Extensions.Hosting.IHostedService");
        INamedTypeSymbol? controller = symbols.Platform("Microsoft.AspNetCore.Mvc.ControllerBase");
        if (service is not null || controller is not null)
        {
            start.RegisterOperationAction(operation => Analyze(operation, symbols, service, controller), OperationKind.Invocation);
        }
    }

    private static void Analyze(OperationAnalysisContext context, RaySymbols symbols, INamedTypeSymbol? service, INamedTypeSymbol? controller)
    {
        var call = (IInvocationOperation)context.Operation;
        if ((symbols.IsRay(call.TargetMethod, "Get") || symbols.IsRay(call.TargetMethod, "GetAsync"))
            && IsService(context.ContainingSymbol.ContainingType, service, controller)
            && call.Arguments.All(argument => argument.Parameter?.Ordinal == 0 || argument.ArgumentKind == ArgumentKind.DefaultValue)
            && !(call.User() is IInvocationOperation { TargetMethod.Name: "WaitAsync" }))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                PatternDescriptors.WaitWithoutLimit,
                call.Syntax.GetLocation(),
                ImmutableDictionary<string, string?>.Empty.Add(FixProperties.Token, Token(context.ContainingSymbol, symbols)),
                "Ray." + call.TargetMethod.Name));
        }
    }

    private static bool IsService(INamedTypeSymbol? type, INamedTypeSymbol? service, INamedTypeSymbol? controller) =>
        type is not null && (type.Implements(service) || (controller is not null && type.DerivesFrom(controller)));

    private static string? Token(ISymbol symbol, RaySymbols symbols) => symbol is IMethodSymbol method
        ? method.Parameters.FirstOrDefault(parameter => parameter.Type.Is(symbols.Known.CancellationToken))?.Name
        : null;
}
