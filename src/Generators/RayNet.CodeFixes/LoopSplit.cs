using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace RayNet.CodeFixes;

/// <summary>A loop that can be cut at its wait: what comes before stays in the loop, the rest goes over the results.</summary>
internal sealed class LoopSplit
{
    private readonly ExpressionSyntax _wait;
    private readonly ExpressionSyntax _call;
    private readonly StatementSyntax _at;
    private readonly string _type;
    private readonly string _references;
    private readonly string _result;
    private readonly SyntaxTrivia _lineEnd;

    private LoopSplit(StatementSyntax loop, StatementSyntax at, ExpressionSyntax wait, ExpressionSyntax call, string type, string references, string result)
    {
        Loop = loop;
        _lineEnd = AttributeWriter.LineEnd(loop);
        _at = at;
        _wait = wait;
        _call = call;
        _type = type;
        _references = references;
        _result = result;
    }

    internal StatementSyntax Loop { get; }

    internal static LoopSplit? Find(SyntaxNode node, SemanticModel model, CancellationToken cancellation)
    {
        if (node is not ExpressionSyntax wait || Call(wait) is not { } call
            || model.GetTypeInfo(call, cancellation).Type is not INamedTypeSymbol { Name: "ObjectRef" } reference
            || wait.FirstAncestorOrSelf<StatementSyntax>() is not { } at
            || Enclosing(at) is not { } loop
            || (at.Parent is BlockSyntax block && block.Statements.Any(HasControlFlow)) || HasControlFlow(at)
            || !IsFirstToRun(at, wait)
            || (wait is InvocationExpressionSyntax && reference.Arity == 0))
        {
            return null;
        }

        var after = new List<SyntaxNode> { at };
        if (at.Parent is BlockSyntax { Statements: var statements })
        {
            after.AddRange(statements.SkipWhile(statement => statement != at).Skip(1));
        }

        bool needsLoop = after.SelectMany(static part => part.DescendantNodes()).OfType<IdentifierNameSyntax>()
            .Where(name => !call.Span.Contains(name.Span))
            .Any(name => model.GetSymbolInfo(name, cancellation).Symbol is ILocalSymbol local && IsDeclaredIn(local, loop) && !after.Any(part => IsDeclaredIn(local, part)));
        if (needsLoop || (at is LocalDeclarationStatementSyntax && Variable(at, wait) is null && after.Count == 1))
        {
            return null;
        }

        return new LoopSplit(
            loop,
            at,
            wait,
            call.WithoutTrivia(),
            reference.ToMinimalDisplayString(model, loop.SpanStart),
            Free("references", model, loop),
            Variable(at, wait)?.Identifier.ValueText ?? Free("result", model, loop));
    }

    internal IEnumerable<StatementSyntax> Statements()
    {
        string list = $"var {_references} = new System.Collections.Generic.List<{_type}>();";
        yield return Parse(list).WithLeadingTrivia(Loop.GetLeadingTrivia());
        StatementSyntax body = Body(Loop);
        StatementSyntax add = ExpressionStatement(InvocationExpression(
            MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, IdentifierName(_references), IdentifierName("Add")),
            ArgumentList(SingletonSeparatedList(Argument(_call))))).WithLeadingTrivia(_at.GetLeadingTrivia()).WithTrailingTrivia(_lineEnd);
        var first = new List<StatementSyntax>();
        var second = new List<StatementSyntax>();
        foreach (StatementSyntax statement in body is BlockSyntax block ? block.Statements : SingletonList(body))
        {
            if (statement == _at)
            {
                first.Add(add);
                if (Variable(_at, _wait) is null && !IsBare)
                {
                    second.Add(statement.ReplaceNode(_wait, IdentifierName(_result).WithTriviaFrom(_wait)));
                }
            }
            else if (statement.SpanStart < _at.SpanStart)
            {
                first.Add(statement);
            }
            else
            {
                second.Add(statement);
            }
        }

        yield return Loop.ReplaceNode(body, NewBody(body, first)).WithLeadingTrivia(ElasticMarker).WithTrailingTrivia(_lineEnd);
        string all = _wait is AwaitExpressionSyntax ? $"await Ray.WhenAll({_references})" : $"Ray.Get({_references})";
        if (second.Count == 0)
        {
            yield return Parse(all + ";").WithTrailingTrivia(Loop.GetTrailingTrivia());
        }
        else
        {
            var taker = (ForEachStatementSyntax)Parse($"foreach (var {_result} in {all}) {{ }}");
            yield return taker.WithStatement(NewBody(body, second)).WithTrailingTrivia(Loop.GetTrailingTrivia());
        }
    }

    private bool IsBare => _at is ExpressionStatementSyntax { Expression: var expression } && expression == _wait;

    private static BlockSyntax NewBody(StatementSyntax old, IEnumerable<StatementSyntax> statements) =>
        old is BlockSyntax block ? block.WithStatements(List(statements)) : Block(statements);

    private StatementSyntax Parse(string text) => ParseStatement(text).WithLeadingTrivia(ElasticMarker).WithTrailingTrivia(_lineEnd);

    private static InvocationExpressionSyntax? Call(ExpressionSyntax wait) => wait switch
    {
        AwaitExpressionSyntax { Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait", Expression: InvocationExpressionSyntax inner } } } => inner,
        AwaitExpressionSyntax { Expression: InvocationExpressionSyntax inner } => inner,
        InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments } when arguments[0].Expression is InvocationExpressionSyntax inner => inner,
        _ => null,
    };

    private static StatementSyntax? Enclosing(StatementSyntax statement)
    {
        SyntaxNode? owner = statement.Parent is BlockSyntax block ? block.Parent : statement.Parent;
        return owner is ForStatementSyntax or ForEachStatementSyntax or WhileStatementSyntax ? (StatementSyntax)owner : null;
    }

    private static StatementSyntax Body(StatementSyntax loop) => loop switch
    {
        ForStatementSyntax one => one.Statement,
        CommonForEachStatementSyntax one => one.Statement,
        _ => ((WhileStatementSyntax)loop).Statement,
    };

    private static bool HasControlFlow(StatementSyntax statement) =>
        statement.DescendantNodesAndSelf().Any(static node => node is ContinueStatementSyntax or TryStatementSyntax or UsingStatementSyntax or LocalFunctionStatementSyntax
            || (node is LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 }));

    /// <summary>Nothing else of the statement may be evaluated before the call, or its order would change.</summary>
    private static bool IsFirstToRun(StatementSyntax at, ExpressionSyntax wait) => at is ExpressionStatementSyntax or LocalDeclarationStatementSyntax
        && !wait.Ancestors().TakeWhile(node => node != at).Any(static node => node is AnonymousFunctionExpressionSyntax or ConditionalExpressionSyntax
            || node.IsKind(SyntaxKind.LogicalAndExpression) || node.IsKind(SyntaxKind.LogicalOrExpression) || node.IsKind(SyntaxKind.CoalesceExpression));

    private static VariableDeclaratorSyntax? Variable(StatementSyntax at, ExpressionSyntax wait) =>
        at is LocalDeclarationStatementSyntax { Declaration.Variables: { Count: 1 } variables } && variables[0].Initializer?.Value == wait ? variables[0] : null;

    private static bool IsDeclaredIn(ISymbol symbol, SyntaxNode node)
    {
        foreach (SyntaxReference reference in symbol.DeclaringSyntaxReferences)
        {
            if (node.FullSpan.Contains(reference.Span))
            {
                return true;
            }
        }

        return false;
    }

    private static string Free(string name, SemanticModel model, SyntaxNode near)
    {
        SyntaxNode function = near.AncestorsAndSelf().FirstOrDefault(static node => node is MemberDeclarationSyntax and not GlobalStatementSyntax) ?? near.SyntaxTree.GetRoot();
        HashSet<string> taken = [.. function.DescendantTokens().Where(static token => token.IsKind(SyntaxKind.IdentifierToken)).Select(static token => token.ValueText)];
        taken.UnionWith(model.LookupSymbols(near.SpanStart).Where(static symbol => symbol is ILocalSymbol or IParameterSymbol).Select(static symbol => symbol.Name));
        // Fixes of several loops are made apart and then merged, so that each loop needs names of its own.
        int before = function.DescendantNodes().Count(node => node is ForStatementSyntax or ForEachStatementSyntax or WhileStatementSyntax && node.SpanStart < near.SpanStart);
        string free = before == 0 ? name : name + (before + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
        for (int i = before + 2; taken.Contains(free); i++)
        {
            free = name + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return free;
    }
}
